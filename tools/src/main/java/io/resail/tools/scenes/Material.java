package io.resail.tools.scenes;

/// What a surface is made of. Immutable, any thread.
@FunctionalInterface
interface Material {
  /// Sets in `look` how the surface shows at `hit`; may bend `hit`'s normal.
  void show(Hit hit, Look look);

  /// Painted or bare metal, as posts have it.
  static Material iron(Dice dice) {
    Tint metal = Tint.of(dice.pick(0x6e7276, 0x3a3e42, 0x2e3a36, 0x8e9194)).jitter(dice, 0.1);
    return (hit, look) -> {
      look.set(metal);
      look.gloss(0.04, 4, 0.35);
    };
  }

  /// One colour, the same all over.
  static Material plain(Tint tint) {
    return (hit, look) -> look.set(tint);
  }
}
