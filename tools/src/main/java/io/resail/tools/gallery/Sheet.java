package io.resail.tools.gallery;

import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Pixels that a sheet is put together in, and letters for machines without any font. One thread.
///
/// The glyphs are one grey strip of fixed-pitch cells, code 32 to 126, drawn once from DejaVu
/// Sans Mono
/// at 15 pixels.
final class Sheet {
  static final int LINE_HEIGHT = 18;
  private static final int CELL_WIDTH = 9;
  private static final int FIRST_CODE = 32;
  private static final int LAST_CODE = 126;
  private static final Samples GLYPHS = glyphs();

  private final int width;
  private final int height;
  private final byte[] samples;

  Sheet(int width, int height, int rgb) {
    this.width = width;
    this.height = height;
    this.samples = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      put(i, rgb);
    }
  }

  private static Samples glyphs() {
    try (InputStream in = Sheet.class.getResourceAsStream("lettering.png")) {
      if (in == null) {
        throw new IllegalStateException("lettering.png is missing from this build: rebuild it");
      }
      return Png.readSamples(in.readAllBytes(), Png.MOST_PIXELS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Pixels that a text takes across.
  static int textWidth(String text) {
    return text.length() * CELL_WIDTH;
  }

  /// Puts an image with its upper left corner at (left, top).
  void place(RgbImage image, int left, int top) {
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        put((top + y) * width + left + x, image.rgb(x, y));
      }
    }
  }

  /// Writes a line of ASCII text with its upper left corner at (left, top); what does not fit is
  /// cut off.
  void write(String text, int left, int top, int rgb) {
    for (int i = 0; i < text.length(); i++) {
      int code = text.charAt(i);
      int glyph = (code < FIRST_CODE || code > LAST_CODE ? '?' : code) - FIRST_CODE;
      for (int y = 0; y < LINE_HEIGHT; y++) {
        for (int x = 0; x < CELL_WIDTH; x++) {
          int cover = GLYPHS.at(glyph * CELL_WIDTH + x, y, 0);
          blend(left + i * CELL_WIDTH + x, top + y, rgb, cover);
        }
      }
    }
  }

  /// Draws a straight line between two pixels; what does not fit is cut off.
  void line(int fromX, int fromY, int toX, int toY, int rgb) {
    int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
    for (int i = 0; i <= steps; i++) {
      int x = fromX + Math.round((float) (toX - fromX) * i / steps);
      int y = fromY + Math.round((float) (toY - fromY) * i / steps);
      blend(x, y, rgb, 255);
    }
  }

  private void put(int pixel, int rgb) {
    samples[3 * pixel] = (byte) (rgb >> 16);
    samples[3 * pixel + 1] = (byte) (rgb >> 8);
    samples[3 * pixel + 2] = (byte) rgb;
  }

  private void blend(int x, int y, int rgb, int cover) {
    if (x < 0 || y < 0 || x >= width || y >= height || cover == 0) {
      return;
    }
    int at = 3 * (y * width + x);
    for (int c = 0; c < 3; c++) {
      int under = samples[at + c] & 0xff;
      int over = (rgb >> (16 - 8 * c)) & 0xff;
      samples[at + c] = (byte) (under + ((over - under) * cover) / 255);
    }
  }

  RgbImage toImage() {
    return RgbImage.of(width, height, samples);
  }
}
