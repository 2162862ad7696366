package io.resail.synthesis;

/// Pixels of a painted image.
public record OutputSize(int width, int height) {
  public OutputSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "output of " + width + " x " + height + " pixels: need at least 1 x 1");
    }
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}
