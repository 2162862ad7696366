package io.resail.synth.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.label.LabelChange;
import io.resail.synth.label.LabelGrid;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NoisyWeights;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import io.resail.synth.network.Upsampling;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeds.class)
class LabelBranchTest {
  private static final int SIDE = 40;
  private static final int CLASSES = 3;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /// Rows of before that hold a mark show which ones were taken over: all that the maps share.
  @Test
  void anEditTakesOverWhatIsKnownAndComputesTheRest(SplittableRandom random) {
    NetworkSettings settings =
        new NetworkSettings(
            NormKind.SPADE, CLASSES, new NetworkSettings.Widths(2, 4, 4), Upsampling.NORMAL, 96, 1);
    int[] map = new int[SIDE * SIDE];
    Arrays.fill(map, SIDE * SIDE / 2, map.length, 1);
    LabelGrid before = LabelGrid.resized(map, SIDE, SIDE, SIDE, SIDE, CLASSES);
    int[] edited = map.clone();
    edited[10 * SIDE + 20] = 2;
    LabelGrid now = LabelGrid.resized(edited, SIDE, SIDE, SIDE, SIDE, CLASSES);
    LabelChange change = LabelChange.between(before, now);
    try (Parameters parameters =
            Parameters.load(NoisyWeights.of(settings.blueprint(), random), manager);
        PlanWeights weights = PlanWeights.begin(manager, Arithmetic.FLOAT32, MatrixLibrary.BLAS)) {
      LabelBranch branch = LabelBranch.load(weights, parameters.evaluation().under("up_3.norm_0"));
      Rows whole = branch.rows(new Reading(now, manager, Optional.empty()), Optional.empty());
      Rows old = branch.rows(new Reading(before, manager, Optional.empty()), Optional.empty());
      Rows marked = new Rows(old.table().onesLike().mul(1000), old.at());

      Rows rows = branch.rows(new Reading(now, manager, Optional.of(change)), Optional.of(marked));

      assertThat(change.fresh()).isEqualTo(25); // the windows that the pixel lies in
      float[][] expected = perPixel(whole);
      float[][] made = perPixel(rows);
      int[] sameAs = change.sameAs();
      for (int p = 0; p < made.length; p++) {
        if (sameAs[now.five().at()[p]] >= 0) {
          assertThat(made[p]).containsOnly(1000);
        } else {
          for (int c = 0; c < made[p].length; c++) {
            assertThat(Math.abs(made[p][c] - expected[p][c])).isLessThan(1e-4f);
          }
        }
      }
    }
  }

  /// Few patterns, and so many that each pixel has its own row.
  @ParameterizedTest
  @CsvSource({"40, 0.01, FLOAT32", "80, 1, FLOAT32", "40, 0.01, BFLOAT16", "80, 1, BFLOAT16"})
  void givesWhatConvolutionsGive(
      int side, double noisy, Arithmetic arithmetic, SplittableRandom random) {
    assumeThat(arithmetic == Arithmetic.FLOAT32 || PlanOperators.packsBfloat16()).isTrue();
    NetworkSettings settings =
        new NetworkSettings(
            NormKind.SPADE,
            CLASSES,
            new NetworkSettings.Widths(16, 16, 4),
            Upsampling.NORMAL,
            96,
            1);
    int[] map = new int[side * side];
    Arrays.setAll(map, _ -> random.nextDouble() < noisy ? random.nextInt(CLASSES) : 0);
    LabelGrid grid = LabelGrid.resized(map, side, side, side, side, CLASSES);
    try (Parameters parameters =
            Parameters.load(NoisyWeights.of(settings.blueprint(), random), manager);
        PlanWeights weights = PlanWeights.begin(manager, arithmetic, MatrixLibrary.fastest())) {
      State state = parameters.evaluation().under("head_0.norm_0");
      Reading reading = new Reading(grid, manager, Optional.empty());
      Rows rows = LabelBranch.load(weights, state).rows(reading, Optional.empty());
      float[] expected = byConvolutions(map, side, state);

      boolean perPixel = rows.table().getShape().get(0) == (long) side * side;
      assertThat(perPixel).isEqualTo(noisy == 1);
      float[][] made = perPixel(rows);
      double error = 0;
      double size = 0;
      for (int p = 0; p < made.length; p++) {
        for (int c = 0; c < made[p].length; c++) {
          double value = expected[c * made.length + p] + (c < made[p].length / 2 ? 1 : 0);
          error += Math.pow(made[p][c] - value, 2);
          size += Math.pow(value, 2);
        }
      }
      double relative = Math.sqrt(error / size);
      if (arithmetic == Arithmetic.FLOAT32) {
        assertThat(relative).isLessThan(1e-5);
      } else {
        assertThat(relative).isBetween(1e-5, 0.02);
      }
    }
  }

  /// Gamma, then beta, a plane of pixels for each channel.
  private float[] byConvolutions(int[] map, int side, State state) {
    float[] oneHot = new float[CLASSES * map.length];
    for (int p = 0; p < map.length; p++) {
      oneHot[map[p] * map.length + p] = 1;
    }
    NDArray labels = manager.create(oneHot, new Shape(1, CLASSES, side, side));
    NDArray hidden = Torch.relu(conv(state.under("mlp_shared.0"), labels));
    NDArray gamma = conv(state.under("mlp_gamma"), hidden);
    return gamma.concat(conv(state.under("mlp_beta"), hidden), 1).toFloatArray();
  }

  private static NDArray conv(State state, NDArray x) {
    return Torch.conv(x, state.array("weight"), Optional.of(state.array("bias")), 1, 1);
  }

  private static float[][] perPixel(Rows rows) {
    int length = Math.toIntExact(rows.table().getShape().get(1));
    float[] table = rows.table().toFloatArray();
    return Arrays.stream(rows.at())
        .mapToObj(row -> Arrays.copyOfRange(table, row * length, (row + 1) * length))
        .toArray(float[][]::new);
  }
}
