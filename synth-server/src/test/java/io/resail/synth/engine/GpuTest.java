package io.resail.synth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.OutputSize;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Painting on GPUs; where there is none each test is skipped and says what it would have checked.
@Tag("gpu")
@Timeout(300)
class GpuTest {
  private static final OutputSize SIZE = new OutputSize(256, 256);

  private int gpus;

  @BeforeEach
  void count() {
    NativeEngine.start();
    gpus = Accelerator.gpus();
  }

  private void needs(int count, String what) {
    assumeTrue(gpus >= count, "with " + count + " GPU this would have checked that " + what);
  }

  private static Checkpoint checkpoint() {
    return Checkpoint.untrained(
        "m",
        new NetworkSettings(
            NormKind.RESAIL, 12, NetworkSettings.Widths.PAPER, Upsampling.NORMAL, 256, 1),
        "f",
        1);
  }

  private static List<RgbImage> painted(Painter painter, int images) {
    List<Sketch> sketches =
        IntStream.range(0, images).mapToObj(i -> WarmUp.sketch(SIZE, 12, i)).toList();
    return painter.paint(sketches, Patience.endless());
  }

  @Test
  void halvesOnAGpuPaintNearlyWhatTheProcessorPaints() {
    needs(1, "a FLOAT16 picture is within 40 dB of the processor's FLOAT32 one");
    try (DeviceThread gpu = DeviceThread.gpu(0, OptionalLong.empty());
        DeviceThread cpu = DeviceThread.cpu(2);
        SynthesisEngine halves = SynthesisEngine.load(checkpoint(), gpu);
        SynthesisEngine whole = SynthesisEngine.load(checkpoint(), cpu)) {
      assertThat(halves.device()).isEqualTo("gpu0");
      assertThat(Pictures.decibels(painted(halves, 1), painted(whole, 1))).isGreaterThan(40);
    }
  }

  @Test
  void memoryOfTheGpuIsReportedAndGivenBack() {
    needs(
        1, "a GPU tells its memory, weights lie there in half the bytes, and unloading frees them");
    try (DeviceThread gpu = DeviceThread.gpu(0, OptionalLong.empty())) {
      DeviceStatus before = gpu.status();
      assertThat(before.memoryBudget()).isBetween(1L << 30, 1L << 40);
      try (SynthesisEngine engine = SynthesisEngine.load(checkpoint(), gpu)) {
        assertThat(engine.weightBytes()).isLessThan(checkpoint().counted().weightBytes() * 6 / 10);
        assertThat(gpu.status().memoryUsed())
            .isGreaterThan(before.memoryUsed() + engine.weightBytes());
      }
    }
  }

  @Test
  void severalGpusTakeBatchesInTurnAndPaintTheSame() {
    needs(2, "batches go to several GPUs in turn and come out the same");
    try (Devices devices = Devices.open(2, OptionalLong.empty(), Arithmetic.FLOAT32);
        Painter painter = devices.load(checkpoint())) {
      assertThat(painter.device()).startsWith("gpu0+gpu1");
      assertThat(painter.lanes()).isEqualTo(gpus);
      assertThat(painted(painter, 1)).isEqualTo(painted(painter, 1));
    }
  }
}
