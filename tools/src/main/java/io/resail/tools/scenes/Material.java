package io.resail.tools.scenes;

/// What a surface is made of. Immutable, any thread.
@FunctionalInterface
interface Material {
  /// Sets in `look` how the surface shows at `hit`; may bend `hit`'s normal.
  void show(Hit hit, Look look);

  /// One colour with a little unevenness, the same all over.
  static Material plain(Tint tint) {
    return (hit, look) -> look.set(tint);
  }
}
