package io.resail.tools.distortion;

import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import java.util.List;
import java.util.stream.IntStream;

/// Gives a segment the colours of another: mean and deviation of each channel in a space whose
/// channels hardly depend on each other (spec section 5, step 2). In float64.
public final class ColourTransfer {
  private static final double SMALLEST = 1e-10;
  private static final double LIGHTNESS = 1 / Math.sqrt(3);
  private static final double YELLOW_BLUE = 1 / Math.sqrt(6);
  private static final double RED_GREEN = 1 / Math.sqrt(2);

  private ColourTransfer() {}

  /// The source's masked pixels with the statistics of the model's masked pixels; black elsewhere.
  ///
  /// Both masks have the size of their picture and at least one pixel.
  public static RgbImage transfer(
      RgbImage source, Mask sourceMask, RgbImage model, Mask modelMask) {
    double[] lab = lab(source, sourceMask);
    List<Spread> from = Spread.of(lab);
    List<Spread> to = Spread.of(lab(model, modelMask));
    byte[] samples = new byte[3 * source.width() * source.height()];
    for (int y = 0, i = 0, at = 0; y < source.height(); y++) {
      for (int x = 0; x < source.width(); x++, i += 3) {
        if (sourceMask.has(x, y)) {
          for (int c = 0; c < 3; c++) {
            lab[at + c] = from.get(c).carry(lab[at + c], to.get(c));
          }
          toRgb(lab, at, samples, i);
          at += 3;
        }
      }
    }
    return RgbImage.wrap(source.width(), source.height(), samples);
  }

  /// The masked pixels in that space, row after row, three values each.
  public static double[] lab(RgbImage image, Mask mask) {
    if (mask.area() == 0 || mask.width() != image.width() || mask.height() != image.height()) {
      throw new IllegalArgumentException(
          mask + " for " + image + ": need a mask of its size with at least one pixel");
    }
    double[] lab = new double[3 * mask.area()];
    for (int y = 0, at = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (mask.has(x, y)) {
          toLab(image.rgb(x, y), lab, at);
          at += 3;
        }
      }
    }
    return lab;
  }

  private static void toLab(int rgb, double[] lab, int at) {
    int r = rgb >> 16;
    int g = rgb >> 8 & 0xff;
    int b = rgb & 0xff;
    double l = logarithm(0.3811 * r + 0.5783 * g + 0.0402 * b);
    double m = logarithm(0.1967 * r + 0.7244 * g + 0.0782 * b);
    double s = logarithm(0.0241 * r + 0.1288 * g + 0.8444 * b);
    lab[at] = LIGHTNESS * (l + m + s);
    lab[at + 1] = YELLOW_BLUE * (l + m - 2 * s);
    lab[at + 2] = RED_GREEN * (l - m);
  }

  private static double logarithm(double light) {
    return Math.log(Math.max(light, SMALLEST));
  }

  private static void toRgb(double[] lab, int at, byte[] samples, int to) {
    double lightness = LIGHTNESS * lab[at];
    double yellowBlue = YELLOW_BLUE * lab[at + 1];
    double redGreen = RED_GREEN * lab[at + 2];
    double l = Math.exp(lightness + yellowBlue + redGreen);
    double m = Math.exp(lightness + yellowBlue - redGreen);
    double s = Math.exp(lightness - 2 * yellowBlue);
    samples[to] = sample(4.4679 * l - 3.5873 * m + 0.1193 * s);
    samples[to + 1] = sample(-1.2186 * l + 2.3809 * m - 0.1624 * s);
    samples[to + 2] = sample(0.0497 * l - 0.2439 * m + 1.2045 * s);
  }

  private static byte sample(double light) {
    return (byte) (int) Math.clamp(light, 0.0, 255.0);
  }

  /// Mean and population standard deviation of a channel, the latter kept off zero.
  private record Spread(double mean, double deviation) {
    static List<Spread> of(double[] lab) {
      return IntStream.range(0, 3).mapToObj(channel -> of(lab, channel)).toList();
    }

    private static Spread of(double[] lab, int channel) {
      int pixels = lab.length / 3;
      double sum = 0;
      for (int i = channel; i < lab.length; i += 3) {
        sum += lab[i];
      }
      double mean = sum / pixels;
      double squares = 0;
      for (int i = channel; i < lab.length; i += 3) {
        squares += (lab[i] - mean) * (lab[i] - mean);
      }
      return new Spread(mean, Math.max(Math.sqrt(squares / pixels), SMALLEST));
    }

    /// A value as far from that mean, in deviations, as this value is from this one's.
    double carry(double value, Spread to) {
      return (value - mean) * to.deviation / deviation + to.mean;
    }
  }
}
