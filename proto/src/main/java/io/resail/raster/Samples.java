package io.resail.raster;

/// The raw samples of a PNG, untouched by any palette or colour space. Immutable, any thread.
///
/// A grey or palette PNG has one channel (for a palette the index itself), an RGB one three; an
/// alpha channel stays, as the last.
public final class Samples {
  private final int width;
  private final int height;
  private final int channels;
  private final int[] values;

  Samples(int width, int height, int channels, int[] values) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.values = values;
  }

  /// Columns.
  public int width() {
    return width;
  }

  /// Rows.
  public int height() {
    return height;
  }

  /// Samples a pixel, 1 to 4.
  public int channels() {
    return channels;
  }

  /// One sample, 0 to 65,535.
  public int at(int x, int y, int channel) {
    return values[(y * width + x) * channels + channel];
  }

  /// A copy of one channel, row after row.
  public int[] channel(int channel) {
    int[] plane = new int[width * height];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = values[i * channels + channel];
    }
    return plane;
  }
}
