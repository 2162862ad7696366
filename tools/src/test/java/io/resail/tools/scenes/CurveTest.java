package io.resail.tools.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void decaysAsTheExponentialDoes() {
    for (double x = 0; x < 12; x += 0.01) {
      assertThat(Curve.decay(x)).isCloseTo(Math.exp(-x), within(0.003));
    }
  }

  @Test
  void stepsBothWays() {
    assertThat(Curve.step(1, 3, 0)).isZero();
    assertThat(Curve.step(1, 3, 2)).isEqualTo(0.5);
    assertThat(Curve.step(1, 3, 4)).isEqualTo(1);
    assertThat(Curve.step(3, 1, 0)).isEqualTo(1);
    assertThat(Curve.step(3, 1, 4)).isZero();
  }

  @Test
  void sharpensByDoubling() {
    assertThat(Curve.sharp(0.9, 3)).isCloseTo(Math.pow(0.9, 8), within(1e-12));
  }
}
