package io.resail.synth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.resail.synth.label.LabelChange;
import io.resail.synth.label.LabelGrid;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NoisyWeights;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Upsampling;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
        PlanWeights weights = PlanWeights.begin(manager, Arithmetic.FLOAT32)) {
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

  private static float[][] perPixel(Rows rows) {
    int length = Math.toIntExact(rows.table().getShape().get(1));
    float[] table = rows.table().toFloatArray();
    return Arrays.stream(rows.at())
        .mapToObj(row -> Arrays.copyOfRange(table, row * length, (row + 1) * length))
        .toArray(float[][]::new);
  }
}
