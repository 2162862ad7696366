package io.resail.synth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Torch;
import io.resail.testing.Seeds;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Convolutions by tiles against the engine's.
@ExtendWith(Seeds.class)
class TiledConvolutionTest {
  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16, 16, BLAS", // all of it border
    "4, 4, 16, 32, ONEDNN",
    "5, 3, 32, 16, BLAS", // tiles that reach out of the image
    "13, 18, 16, 48, BLAS",
    "13, 18, 16, 48, ONEDNN",
    "64, 65, 32, 32, ONEDNN",
    "257, 130, 128, 256, BLAS", // several strips, the last over the one before
    "257, 130, 128, 256, ONEDNN"
  })
  void givesWhatTheDirectConvolutionGives(
      int height, int width, int in, int out, MatrixLibrary library, SplittableRandom random) {
    NDArray x = noise(random, 1, in, height, width);
    NDArray weight = noise(random, out, in, 3, 3).div(Math.sqrt(9.0 * in));
    NDArray bias = noise(random, out);
    float[] matrices = Winograd.weights(weight.toFloatArray(), out, in);
    TiledConvolution tiled =
        new TiledConvolution(
            manager.create(matrices, new Shape(Winograd.POINTS, in, out)),
            bias.toFloatArray(),
            library);

    NDArray expected = Torch.conv(x, weight, Optional.of(bias), 1, 1);
    NDArray made = tiled.apply(PlanOperators.call("channels_last", x));

    assertThat(made.getManager()).isSameAs(manager);
    NDArray planes = PlanOperators.call("channels_first", made);
    assertThat(planes.getShape()).isEqualTo(expected.getShape());
    assertThat(planes.sub(expected).abs().max().getFloat()).isLessThan(2e-4f);
    assertThat(planes.sub(expected).square().mean().sqrt().getFloat()).isLessThan(1e-5f);
  }

  @Test
  void paysForChannelsThatFillVectorsAndEnoughTiles() {
    assertThat(TiledConvolution.pays(32, 32, 64, 64)).isTrue();
    assertThat(TiledConvolution.pays(28, 32, 64, 64)).isFalse();
    assertThat(TiledConvolution.pays(256, 256, 32, 32)).isTrue();
    assertThat(TiledConvolution.pays(256, 256, 16, 64)).isFalse();
    assertThat(TiledConvolution.pays(256, 256, 3, 64)).isFalse();
    assertThat(TiledConvolution.pays(256, 256, 64, 3)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(MatrixLibrary.class)
  void leavesNoArraysBehind(MatrixLibrary library, SplittableRandom random) {
    NDArray x = noise(random, 1, 40, 40, 16);
    NDArray matrices = noise(random, Winograd.POINTS, 16, 16);
    TiledConvolution tiled = new TiledConvolution(matrices, new float[16], library);
    int before = manager.getManagedArrays().size();

    tiled.apply(x).close();

    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  private NDArray noise(SplittableRandom random, long... shape) {
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }
}
