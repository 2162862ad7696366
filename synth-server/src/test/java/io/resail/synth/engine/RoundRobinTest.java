package io.resail.synth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.OutputSize;
import io.resail.testing.Catalogs;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several devices, of which a machine without GPUs has none but two threads of its processor.
@Timeout(60)
class RoundRobinTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final OutputSize SIZE = new OutputSize(64, 64);

  @Test
  void devicesTakeBatchesInTurn() {
    FakePainter first = new FakePainter("m", CATALOG, SIZE);
    FakePainter second = new FakePainter("m", CATALOG, SIZE);
    RoundRobin both = new RoundRobin(List.of(first, second));
    Sketch sketch = WarmUp.sketch(SIZE, CATALOG.channels(), 0);

    for (int images = 1; images <= 4; images++) {
      both.paint(Collections.nCopies(images, sketch), Patience.endless());
    }

    assertThat(first.batches()).containsExactly(1, 3);
    assertThat(second.batches()).containsExactly(2, 4);
    assertThat(both.lanes()).isEqualTo(2);
    assertThat(both.device()).isEqualTo("paper+paper");
    both.close();
    assertThat(first.isClosed()).isTrue();
    assertThat(second.isClosed()).isTrue();
  }

  @Test
  void aModelOnTwoDevicesPaintsWhatItPaintsOnOne() {
    Checkpoint checkpoint =
        Checkpoint.untrained(
            "m",
            new NetworkSettings(
                NormKind.RESAIL, 4, new NetworkSettings.Widths(2, 4, 4), Upsampling.NORMAL, 96, 1),
            "f",
            1);
    List<Sketch> sketches = List.of(WarmUp.sketch(new OutputSize(96, 96), 4, 7));
    try (Devices two =
            new Devices(
                List.of(
                    DeviceThread.cpu(2, OptionalLong.of(1 << 30)),
                    DeviceThread.cpu(2, OptionalLong.of(1 << 30))),
                Arithmetic.FLOAT32);
        Painter painter = two.load(checkpoint)) {
      assertThat(painter.device()).isEqualTo("cpu+cpu");
      assertThat(painter.paint(sketches, Patience.endless()))
          .isEqualTo(painter.paint(sketches, Patience.endless()));
      assertThat(two.statuses()).hasSize(2);
    }
  }
}
