package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.testing.Seeds;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Seeds.class)
class FrechetTest {
  /// Made by the established formula with a general matrix root; case 2 has fewer images than
  /// numbers, where that root is exact to some six digits only.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void agreesWithTheEstablishedFormula(int number) throws URISyntaxException {
    Weights fixture =
        Safetensors.read(
            Path.of(
                Objects.requireNonNull(FrechetTest.class.getResource("frechet.safetensors"))
                    .toURI()));
    double expected = fixture.tensor(number + ".distance").doubles()[0];

    double distance =
        Frechet.distance(rows(fixture.tensor(number + ".a")), rows(fixture.tensor(number + ".b")));

    assertThat(distance).isEqualTo(expected, within(number == 2 ? 1e-4 : 1e-8));
  }

  @RepeatedTest(10)
  void isZeroForTheSameSetAndTheSameBothWays(SplittableRandom random) {
    List<float[]> a = features(random, 30, 5);
    List<float[]> b = features(random, 20, 5);

    assertThat(Frechet.distance(a, a)).isEqualTo(0, within(1e-6));
    assertThat(Frechet.distance(a, b)).isEqualTo(Frechet.distance(b, a), within(1e-6)).isPositive();
  }

  @Test
  void ofShiftedSetsIsTheSquareOfTheShift(SplittableRandom random) {
    List<float[]> a = features(random, 50, 4);
    List<float[]> b = a.stream().map(float[]::clone).toList();
    b.forEach(f -> f[2] += 3);

    assertThat(Frechet.distance(a, b)).isEqualTo(9, within(1e-4));
  }

  @Test
  void refusesASingleImage(SplittableRandom random) {
    List<float[]> one = features(random, 1, 4);

    assertThatThrownBy(() -> Frechet.distance(one, one)).hasMessageContaining("at least 2");
  }

  private static List<float[]> features(SplittableRandom random, int images, int length) {
    List<float[]> features = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      float[] feature = new float[length];
      for (int k = 0; k < length; k++) {
        feature[k] = (float) random.nextGaussian() + (k > 0 ? feature[k - 1] : 0);
      }
      features.add(feature);
    }
    return features;
  }

  private static List<float[]> rows(Tensor tensor) {
    int length = (int) tensor.shape()[1];
    float[] values = tensor.floats();
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < values.length; from += length) {
      rows.add(Arrays.copyOfRange(values, from, from + length));
    }
    return rows;
  }
}
