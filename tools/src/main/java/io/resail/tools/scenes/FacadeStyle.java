package io.resail.tools.scenes;

/// How the fronts of one building are cut: storeys, bays, windows. Metres.
///
/// @param ground the ground floor's height, likewise `storey` for those above
/// @param bay the width that one window is given
/// @param window the share of a bay that is window
/// @param sill how high above the floor a window begins, likewise `head` where it ends
/// @param panes columns and rows of panes in a window: `10 * columns + rows`
/// @param trim the colour of surrounds, sills and cornices
/// @param frame the colour of window frames
/// @param surround how broad the trim about windows is
/// @param shutters their colour's share: 0 for none
/// @param accent doors, shutters, shop boards
/// @param shop whether the ground floor is a shop
/// @param curtain whether the front is all glass
/// @param recess how deep windows lie in the wall
/// @param lit the share of windows with a light on
record FacadeStyle(
    double ground,
    double storey,
    double bay,
    double window,
    double sill,
    double head,
    int panes,
    Tint trim,
    Tint frame,
    double surround,
    double shutters,
    Tint accent,
    boolean shop,
    boolean curtain,
    double recess,
    double lit) {

  private static Tint accent(Dice dice) {
    return Tint.of(
            dice.pick(
                0x2f4f3a, 0x6b2a2a, 0x24405c, 0x3a3a3c, 0x7a5230, 0x8c3b2e, 0x1f5a5a, 0xb8872c,
                0x9a2f38, 0x4a5a34))
        .jitter(dice, 0.1);
  }

  /// A town house, `lamps` of 0 to 1 telling how dark it is.
  static FacadeStyle town(Dice dice, Tint wall, double lamps) {
    double storey = dice.between(2.9, 3.7);
    boolean modern = dice.chance(0.25);
    Tint trim = dice.chance(0.6) ? Tint.of(0xe6e0d4).jitter(dice, 0.05) : wall.times(0.72);
    Tint frame = dice.chance(modern ? 0.2 : 0.72) ? Tint.of(0xe9e7e2) : Tint.of(0x3a3c3e);
    return new FacadeStyle(
        dice.between(3.5, 4.5),
        storey,
        modern ? dice.between(2.4, 3.6) : dice.between(1.9, 2.8),
        modern ? dice.between(0.55, 0.85) : dice.between(0.4, 0.56),
        dice.pick(0.35, 0.8, 0.9),
        storey - dice.between(0.55, 0.8),
        modern ? dice.pick(21, 11, 31) : dice.pick(22, 23, 21, 24),
        trim,
        frame,
        modern ? 0 : dice.pick(0.0, 0.12, 0.16, 0.2),
        !modern && dice.chance(0.22) ? 1 : 0,
        accent(dice),
        dice.chance(0.55),
        false,
        dice.between(0.12, 0.3),
        lamps * dice.between(0.25, 0.6));
  }

  /// An office front of glass.
  static FacadeStyle office(Dice dice, double lamps) {
    return new FacadeStyle(
        dice.between(4, 5),
        dice.between(3.3, 3.8),
        dice.between(1.4, 2.2),
        0.94,
        dice.pick(0.0, 0.7),
        3.2,
        11,
        Tint.of(dice.pick(0x8d9296, 0x5b6064, 0xc4c6c6)),
        Tint.of(dice.pick(0x6e7478, 0x3c4044, 0xb0b4b6)),
        0,
        0,
        accent(dice),
        dice.chance(0.5),
        true,
        0.06,
        lamps * dice.between(0.3, 0.7));
  }

  /// A house in a garden.
  static FacadeStyle cottage(Dice dice, double lamps) {
    return new FacadeStyle(
        2.8,
        2.7,
        dice.between(2.2, 3.2),
        dice.between(0.4, 0.6),
        dice.pick(0.8, 0.9, 0.5),
        dice.between(2.1, 2.3),
        dice.pick(21, 22, 31, 23),
        Tint.of(dice.pick(0xeeeae0, 0xf2efe8, 0x5a4a3c)),
        Tint.of(dice.pick(0xf0eee8, 0xf0eee8, 0x4a3828)),
        dice.between(0.05, 0.12),
        dice.chance(0.35) ? 1 : 0,
        accent(dice),
        false,
        false,
        dice.between(0.08, 0.16),
        lamps * dice.between(0.3, 0.7));
  }
}
