package io.resail.tools.scenes;

/// The time of the year, as trees tell it.
enum Season {
  SPRING,
  SUMMER,
  AUTUMN;

  static Season any(Dice dice) {
    return dice.chance(0.6) ? SUMMER : dice.pick(SPRING, AUTUMN);
  }

  /// The leaves of one tree.
  Foliage leaves(Dice dice) {
    return switch (this) {
      case SPRING ->
          dice.chance(0.3)
              ? foliage(dice, dice.pick(0xf0c8d4, 0xf4e4e8, 0xe8a8c0), 0xd890a8)
              : foliage(dice, dice.pick(0x788c4c, 0x829656, 0x6c8448), 0x98a862);
      case SUMMER ->
          foliage(dice, dice.pick(0x4d6c34, 0x58763a, 0x466436, 0x627c42, 0x3f5c36), 0x78904a);
      case AUTUMN ->
          switch (dice.weighted(3, 3, 2, 3)) {
            case 0 -> foliage(dice, 0xc98a24, 0xd8b040);
            case 1 -> foliage(dice, 0xb4582a, 0xcc8430);
            case 2 -> foliage(dice, 0x98382a, 0xb8602c);
            default -> foliage(dice, 0x7c8434, 0xb89a3c);
          };
    };
  }

  private static Foliage foliage(Dice dice, int leaf, int other) {
    return Foliage.of(Tint.of(leaf).jitter(dice, 0.1), Tint.of(other).jitter(dice, 0.1));
  }
}
