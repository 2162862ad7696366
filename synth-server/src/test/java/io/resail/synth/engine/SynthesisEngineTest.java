package io.resail.synth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NoisyWeights;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Precision;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
@Timeout(120)
class SynthesisEngineTest {
  private static final int LABELS = 5;
  private static final NetworkSettings SETTINGS =
      new NetworkSettings(
          NormKind.RESAIL,
          LABELS,
          new NetworkSettings.Widths(4, 5, 6),
          Upsampling.NORMAL,
          128,
          4.0 / 3);
  private static final OutputSize SIZE = new OutputSize(128, 96);

  private static DeviceThread device;
  private final Checkpoint checkpoint;
  private final SynthesisEngine engine;

  SynthesisEngineTest(SplittableRandom random) {
    checkpoint =
        new Checkpoint(
            "tiny",
            SETTINGS,
            GuidanceRule.FITTED,
            "c0ffee",
            false,
            "noise",
            NoisyWeights.of(SETTINGS.blueprint(), random));
    engine = SynthesisEngine.load(checkpoint, device);
  }

  @BeforeAll
  static void open() {
    device = DeviceThread.cpu(2);
  }

  @AfterAll
  static void closeDevice() {
    device.close();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  static Sketch sketch(SplittableRandom random, OutputSize size) {
    int[] channels = random.ints((long) size.width() * size.height(), 0, LABELS).toArray();
    byte[] samples = new byte[3 * channels.length];
    random.nextBytes(samples);
    RgbImage picture = RgbImage.of(size.width(), size.height(), samples);
    return Sketch.of(size, channels, Guidance.given(picture));
  }

  private RgbImage paint(Sketch sketch) {
    return engine.paint(List.of(sketch), Patience.endless()).getFirst();
  }

  @Test
  void saysWhatItPaintsWith() {
    assertThat(engine.model())
        .isEqualTo(
            new ModelDescription(
                "tiny",
                "RESAIL",
                SIZE,
                32,
                LABELS,
                "c0ffee",
                checkpoint.hash(),
                "fitted",
                "own",
                false));
    assertThat(engine.device()).isEqualTo("cpu");
    assertThat(engine.software()).startsWith("PyTorch ");
  }

  @Test
  void aBatchPaintsWhatItsSketchesPaintAlone(SplittableRandom random) {
    List<Sketch> batch = List.of(sketch(random, SIZE), sketch(random, SIZE), sketch(random, SIZE));

    List<RgbImage> together = engine.paint(batch, Patience.endless());

    assertThat(together).isEqualTo(batch.stream().map(this::paint).toList());
    assertThat(together.get(0)).isNotEqualTo(together.get(1));
  }

  @Test
  void theFastPathPaintsWhatTheDenseNetworkPaintsUpToOneStep(SplittableRandom random) {
    try (SynthesisEngine dense =
        SynthesisEngine.load(checkpoint, device, Precision.FLOAT32, Optional.empty())) {
      Sketch sketch = sketch(random, SIZE);

      byte[] expected = dense.paint(List.of(sketch), Patience.endless()).getFirst().toSamples();
      byte[] painted = paint(sketch).toSamples();

      for (int i = 0; i < painted.length; i++) {
        assertThat(Math.abs((painted[i] & 0xFF) - (expected[i] & 0xFF))).isLessThanOrEqualTo(1);
      }
      assertThat(dense.maps().misses()).isZero();
    }
  }

  @Test
  void aMapPaintedAgainIsReadOnce(SplittableRandom random) {
    Sketch sketch = sketch(random, SIZE);
    long before = engine.maps().misses();

    RgbImage first = paint(sketch);
    RgbImage second = paint(sketch);

    assertThat(second).isEqualTo(first);
    assertThat(engine.maps().misses()).isEqualTo(before + 1);
    assertThat(engine.maps().hits()).isPositive();
  }

  @Test
  void theSameWeightsPaintTheSameBytes(SplittableRandom random) {
    Sketch sketch = sketch(random, SIZE);
    RgbImage first = paint(sketch);

    try (SynthesisEngine again = SynthesisEngine.load(checkpoint, device)) {
      assertThat(again.paint(List.of(sketch), Patience.endless())).containsExactly(first);
    }
  }

  @Test
  void guidanceAndLabelsBothMatter(SplittableRandom random) {
    Sketch sketch = sketch(random, SIZE);
    Sketch otherGuidance =
        Sketch.of(SIZE, sketch.toChannels(), Guidance.given(RgbImage.black(128, 96)));
    Sketch otherLabels = Sketch.of(SIZE, new int[SIZE.width() * SIZE.height()], sketch.guidance());

    assertThat(paint(sketch)).isNotEqualTo(paint(otherGuidance)).isNotEqualTo(paint(otherLabels));
  }

  @Test
  void paintsOtherSizesThatFitItsStride(SplittableRandom random) {
    OutputSize tall = new OutputSize(96, 160);

    assertThat(paint(sketch(random, tall)).height()).isEqualTo(160);
  }

  @Test
  void refusesSizesItCannotPaint() {
    for (OutputSize size : List.of(new OutputSize(100, 96), new OutputSize(64, 64))) {
      assertThatThrownBy(() -> engine.require(size))
          .isInstanceOfSatisfying(
              FaultException.class,
              e -> {
                assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT);
                assertThat(e.subject()).contains("size");
              })
          .hasMessageContaining("128 x 96");
    }
    engine.require(new OutputSize(96, 96));
  }

  @Test
  void leavesNoArrayBehind(SplittableRandom random) {
    Sketch sketch = sketch(random, SIZE);
    paint(sketch); // what is read from its map stays
    int before = engine.arrays();

    for (int i = 0; i < 5; i++) {
      paint(sketch);
    }

    assertThat(engine.arrays()).isEqualTo(before);
  }

  @Test
  void theDenseNetworkLeavesNothingButItsWeights(SplittableRandom random) {
    try (SynthesisEngine dense =
        SynthesisEngine.load(checkpoint, device, Precision.FLOAT32, Optional.empty())) {
      for (int i = 0; i < 3; i++) {
        dense.paint(List.of(sketch(random, SIZE)), Patience.endless());
      }

      assertThat(dense.arrays()).isEqualTo(checkpoint.weights().tensors().size());
    }
  }

  @Test
  void stopsBetweenBlocksWhenNobodyWaits(SplittableRandom random) {
    AtomicInteger asked = new AtomicInteger();
    Patience leaving = Patience.untilGone(() -> asked.incrementAndGet() > 3);
    Sketch sketch = sketch(random, SIZE);
    paint(sketch);
    int before = engine.arrays();

    assertThatThrownBy(() -> engine.paint(List.of(sketch), leaving))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CANCELLED));
    assertThat(engine.arrays()).isEqualTo(before);
    assertThat(paint(sketch(random, SIZE)).width()).isEqualTo(128);
  }

  @Test
  void paintsForManyThreads(SplittableRandom random) throws InterruptedException {
    List<Sketch> sketches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sketches.add(sketch(random, SIZE));
    }
    List<RgbImage> alone = sketches.stream().map(this::paint).toList();
    RgbImage[] images = new RgbImage[4];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int at = i;
      threads.add(Thread.startVirtualThread(() -> images[at] = paint(sketches.get(at))));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(List.of(images)).isEqualTo(alone);
  }

  @Test
  void aClosedDeviceIsAway() {
    DeviceThread closed = DeviceThread.cpu(2);
    closed.close();

    assertThatThrownBy(() -> closed.call(() -> 1))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
  }
}
