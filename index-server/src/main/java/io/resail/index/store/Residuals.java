package io.resail.index.store;

/// What is left of pixels when each is predicted by the one before it: small numbers, which take
/// few bits. Red and blue are first taken less green, since the three rise and fall together.
///
/// Exact both ways, modulo 256. Works in place on samples of 3 bytes a pixel.
final class Residuals {
  private Residuals() {}

  /// Pixels to residuals.
  static void of(byte[] samples) {
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] -= samples[i + 1];
      samples[i + 2] -= samples[i + 1];
    }
    for (int i = samples.length - 1; i >= 3; i--) {
      samples[i] -= samples[i - 3];
    }
  }

  /// Residuals back to pixels.
  ///
  /// @param from where they begin; what lies before stays as it is
  static void restore(byte[] samples, int from) {
    for (int i = from + 3; i < samples.length; i++) {
      samples[i] += samples[i - 3];
    }
    for (int i = from; i < samples.length; i += 3) {
      samples[i] += samples[i + 1];
      samples[i + 2] += samples[i + 1];
    }
  }
}
