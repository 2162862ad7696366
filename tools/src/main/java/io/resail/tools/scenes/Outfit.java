package io.resail.tools.scenes;

/// What a person looks like and wears. Immutable.
///
/// @param top jacket, shirt or coat, likewise `legs` and `shoes`
/// @param skirt how far a coat or dress reaches below the hip, metres, 0 for none
/// @param longHair whether hair falls to the shoulders
/// @param bag 0 none, 1 on the back, 2 in the hand
/// @param hat whether the head is covered
/// @param umbrella whether one is held up
record Outfit(
    Material top,
    Material legs,
    Material shoes,
    Material skin,
    Material hair,
    Material extra,
    double skirt,
    boolean longHair,
    int bag,
    boolean hat,
    boolean umbrella) {

  static Outfit any(Dice dice, boolean rain) {
    Tint top =
        Tint.of(
                dice.pick(
                    0x23272e, 0x3a4a6b, 0x8f2f2c, 0xc9c4b8, 0x5c6b4a, 0x7a5a3c, 0x2f6f86, 0xd8a23a,
                    0x6c3a5c, 0xe4e2dc, 0x4a4c50, 0xb8443c, 0x3f7fb4, 0xd87a5a, 0x1f3f34))
            .jitter(dice, 0.12);
    Tint legs =
        Tint.of(dice.pick(0x26303f, 0x1d1f23, 0x394a63, 0x5a5148, 0x8a7a62, 0x30343a, 0x4a5a70))
            .jitter(dice, 0.12);
    Tint skin =
        Tint.of(dice.pick(0xe8bfa0, 0xd9a884, 0xc48a64, 0x8f5f42, 0xf0cdb2, 0x6b4430))
            .jitter(dice, 0.05);
    Tint hair =
        Tint.of(dice.pick(0x2a1f18, 0x4a3222, 0x1a1614, 0x7a5a34, 0xa8845a, 0x8a8480, 0x5c2f1e));
    Tint extra = Tint.of(dice.pick(0x7a2a2a, 0x2a2a2c, 0x2f4f7a, 0x8a6a3a, 0xc43a3a, 0x3a6a4a));
    boolean dress = dice.chance(0.28);
    return new Outfit(
        cloth(top, dice),
        cloth(dress && dice.chance(0.6) ? skin.times(0.9) : legs, dice),
        Material.plain(dice.chance(0.75) ? Tint.grey(0.03) : Tint.grey(0.6)),
        Material.plain(skin),
        Material.plain(hair),
        cloth(extra, dice),
        dress ? dice.between(0.25, 0.5) : dice.chance(0.25) ? dice.between(0.15, 0.4) : 0,
        dress || dice.chance(0.25),
        dice.weighted(5, 2, 2),
        dice.chance(0.15),
        rain && dice.chance(0.65));
  }

  /// Cloth in folds.
  private static Material cloth(Tint tint, Dice dice) {
    int seed = dice.bits();
    return (hit, look) -> {
      double fold = Noise.smooth(hit.a * 14 + hit.c * 9, hit.b * 7, seed) - 0.5;
      look.set(tint);
      look.scale(1 + 0.35 * fold);
      hit.lean(0.25 * fold, 0.1 * fold, -0.25 * fold);
      look.gloss(0.006, 2, 0.03);
    };
  }
}
