package io.resail.tools.distortion;

/// Where a warped picture is sampled (spec section 5.2).
public enum WarpRule {
  /// At `q - F(q)` exactly, pixel centres being whole numbers.
  CENTRED(0),
  /// Half a pixel up and to the left of that, as the released code does.
  RELEASED(0.5);

  private final double shift;

  WarpRule(double shift) {
    this.shift = shift;
  }

  double shift() {
    return shift;
  }
}
