package io.resail.synth.guidance;

import io.resail.raster.RgbImage;
import io.resail.synthesis.Provenance;

/// A picture that guides the painter, and where its pixels come from. Immutable, any thread.
///
/// What the generator reads is [#toValues]; by [GuidanceRule#INTENDED] these are the picture's own
/// samples, by [GuidanceRule#RELEASED] they exceed what a picture can hold.
public final class Guidance {
  /// The network's value of a black sample.
  static final float BLACK = -1;

  private final RgbImage image;
  private final Provenance provenance;
  private final float[] values;

  private Guidance(RgbImage image, Provenance provenance, float[] values) {
    if (image.width() != provenance.width() || image.height() != provenance.height()) {
      throw new IllegalArgumentException(image + " with " + provenance + ": need one size");
    }
    this.image = image;
    this.provenance = provenance;
    this.values = values;
  }

  /// A picture of known provenance.
  static Guidance of(RgbImage image, Provenance provenance) {
    return new Guidance(image, provenance, new float[0]);
  }

  /// Values beyond a picture's range; its picture is them as spec section 4 writes a file.
  static Guidance ofValues(float[] values, Provenance provenance) {
    return new Guidance(
        picture(values, 0, provenance.width(), provenance.height()), provenance, values);
  }

  /// The picture of values as a network gives and reads them, as spec section 4 writes files:
  /// scaled from [-1, 1] to 0 to 255, clamped, truncated.
  ///
  /// @param values at least 3 x height x width of them from `from` on, one colour after another
  public static RgbImage picture(float[] values, int from, int width, int height) {
    int pixels = width * height;
    byte[] samples = new byte[3 * pixels];
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < 3; c++) {
        samples[3 * i + c] = sample(values[from + c * pixels + i]);
      }
    }
    return RgbImage.wrap(width, height, samples);
  }

  /// A picture that the caller brings, black where it says nothing.
  public static Guidance given(RgbImage image) {
    return of(image, Provenance.unknown(image.width(), image.height()));
  }

  /// Columns.
  public int width() {
    return image.width();
  }

  /// Rows.
  public int height() {
    return image.height();
  }

  /// The picture, black where there is no unit.
  public RgbImage image() {
    return image;
  }

  /// Where each pixel comes from.
  public Provenance provenance() {
    return provenance;
  }

  /// What the generator reads: 3 x height x width, -1 black, 1 full; up to 3 and more under
  /// [GuidanceRule#RELEASED].
  public float[] toValues() {
    if (values.length != 0) {
      return values.clone();
    }
    byte[] samples = image.toSamples();
    int pixels = samples.length / 3;
    float[] planes = new float[samples.length];
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < 3; c++) {
        planes[c * pixels + i] = value(samples[3 * i + c] & 0xff);
      }
    }
    return planes;
  }

  /// The network's value of a sample, in the reference's order of operations.
  static float value(int sample) {
    return (sample / 255f - 0.5f) / 0.5f;
  }

  private static byte sample(float value) {
    return (byte) (int) Math.clamp((value + 1) / 2 * 255, 0f, 255f);
  }
}
