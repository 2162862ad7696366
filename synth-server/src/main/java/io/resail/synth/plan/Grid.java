package io.resail.synth.plan;

/// Where activations lie.
///
/// @param height of the result
/// @param width of the result
/// @param channels of each pixel
/// @param doublings how often the input is doubled each way first, every pixel becoming a square
record Grid(int height, int width, int channels, int doublings) {
  /// The input's pixel that becomes this one.
  int source(int y, int x) {
    return (y >> doublings) * (width >> doublings) + (x >> doublings);
  }

  int pixels() {
    return height * width;
  }
}
