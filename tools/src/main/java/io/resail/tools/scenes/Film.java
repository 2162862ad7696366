package io.resail.tools.scenes;

import io.resail.raster.RgbImage;

/// From light to an 8-bit photograph: lens, exposure, tone, grain. One thread.
final class Film {
  private static final int STEPS = 4096;
  private static final byte[] SCREEN = new byte[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      double v = (double) i / STEPS;
      double s = v <= 0.0031308 ? 12.92 * v : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
      SCREEN[i] = (byte) (int) (s * 255 + 0.5);
    }
  }

  private final int width;
  private final int height;
  private final float[] light;

  /// @param light red, green, blue for each pixel, which this film keeps and changes
  Film(int width, int height, float[] light) {
    this.width = width;
    this.height = height;
    this.light = light;
  }

  /// Halves a grid of `2 width x 2 height` samples with a soft lens: each pixel takes from 4 x 4.
  static float[] gather(float[] fine, int width, int height) {
    int fineWidth = 2 * width;
    float[] rows = new float[3 * width * 2 * height];
    for (int y = 0; y < 2 * height; y++) {
      for (int x = 0; x < width; x++) {
        int l = 3 * (y * fineWidth + Math.max(0, 2 * x - 1));
        int m = 3 * (y * fineWidth + 2 * x);
        int r = 3 * (y * fineWidth + Math.min(fineWidth - 1, 2 * x + 2));
        int to = 3 * (y * width + x);
        for (int c = 0; c < 3; c++) {
          rows[to + c] =
              0.09f * (fine[l + c] + fine[r + c]) + 0.41f * (fine[m + c] + fine[m + 3 + c]);
        }
      }
    }
    float[] out = new float[3 * width * height];
    int stride = 3 * width;
    for (int y = 0; y < height; y++) {
      int t = Math.max(0, 2 * y - 1) * stride;
      int m = 2 * y * stride;
      int b = Math.min(2 * height - 1, 2 * y + 2) * stride;
      for (int i = 0; i < stride; i++) {
        out[y * stride + i] =
            0.09f * (rows[t + i] + rows[b + i]) + 0.41f * (rows[m + i] + rows[m + stride + i]);
      }
    }
    return out;
  }

  /// The photograph.
  RgbImage develop(Light weather, Dice dice) {
    double exposure = exposure(weather, dice);
    bloom(0.05 + 0.1 * weather.lamps() + 0.05 * weather.rain());
    double warm = dice.between(-0.05, 0.05);
    double tint = dice.between(-0.015, 0.015);
    double vignette = dice.between(0.08, 0.3);
    double grain = dice.between(0.006, 0.016) * (1 + 0.4 * weather.lamps());
    double colourful = dice.between(0.95, 1.15);
    int seed = dice.bits();
    byte[] samples = new byte[light.length];
    double[] white = {exposure * (1 + warm), exposure * (1 + tint), exposure * (1 - warm)};
    for (int y = 0, i = 0; y < height; y++) {
      double dy = (y + 0.5) / height - 0.5;
      for (int x = 0; x < width; x++, i += 3) {
        double dx = ((x + 0.5) / width - 0.5) * Math.min(1.4, (double) width / height);
        double dark = 1 - vignette * 2 * (dx * dx + dy * dy);
        double r = tone(light[i] * white[0] * dark);
        double g = tone(light[i + 1] * white[1] * dark);
        double b = tone(light[i + 2] * white[2] * dark);
        double grey = 0.3 * r + 0.59 * g + 0.11 * b;
        double speck =
            (Noise.hash(x, y, seed) + Noise.hash(x, y, seed + 1) - 1)
                * grain
                * (0.25 + Math.sqrt(grey));
        samples[i] = screen(grey + (r - grey) * colourful + speck);
        samples[i + 1] = screen(grey + (g - grey) * colourful + speck);
        samples[i + 2] = screen(grey + (b - grey) * colourful + speck);
      }
    }
    return RgbImage.wrap(width, height, samples);
  }

  /// A film's response (fit by Narkowicz, 2015): soft shoulders, deep but open shadows.
  private static double tone(double x) {
    return Curve.clamp01(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14));
  }

  private static byte screen(double v) {
    return SCREEN[(int) (Curve.clamp01(v) * STEPS + 0.5)];
  }

  /// Meters the picture as a camera does: mostly its middle, never its lamps.
  private double exposure(Light weather, Dice dice) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < light.length; i += 3) {
      double y = 0.2126 * light[i] + 0.7152 * light[i + 1] + 0.0722 * light[i + 2];
      double weight = 1 / (0.15 + Math.min(y, 4));
      sum += Math.min(y, 4) * weight;
      all += weight;
    }
    double mean = Math.max(sum / all, weather.lamps() > 0.9 ? 0.05 : 0.02);
    return weather.key() / mean * dice.between(0.9, 1.15);
  }

  /// Bright lamps and skies bleed a little into what is beside them.
  private void bloom(double strength) {
    float[] bright = new float[light.length];
    for (int i = 0; i < light.length; i++) {
      bright[i] = Math.min(light[i], 6f);
    }
    int radius = Math.max(1, height / 64);
    for (int pass = 0; pass < 2; pass++) {
      blur(bright, 3, width, height, 3 * width, radius);
      blur(bright, 3 * width, height, width, 3, radius);
      radius = Math.max(1, height / 40);
    }
    for (int i = 0; i < light.length; i++) {
      light[i] += (float) ((bright[i] - light[i]) * strength);
    }
  }

  /// A box blur along lines of `count` pixels `step` apart; `lines` such lines lie `pitch` apart.
  private static void blur(float[] a, int step, int count, int lines, int pitch, int radius) {
    float[] line = new float[count];
    for (int l = 0; l < lines; l++) {
      for (int c = 0; c < 3; c++) {
        int start = l * pitch + c;
        float sum = 0;
        for (int i = 0; i < count; i++) {
          line[i] = a[start + i * step];
        }
        for (int i = -radius; i <= radius; i++) {
          sum += line[Math.clamp(i, 0, count - 1)];
        }
        for (int i = 0; i < count; i++) {
          a[start + i * step] = sum / (2 * radius + 1);
          sum += line[Math.min(count - 1, i + radius + 1)] - line[Math.max(0, i - radius)];
        }
      }
    }
  }
}
