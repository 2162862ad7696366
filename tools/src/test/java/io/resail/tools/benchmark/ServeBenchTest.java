package io.resail.tools.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.synth.server.SynthServer;
import io.resail.synth.server.SynthServerSettings;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Receipt;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.synthesis.Timings;
import io.resail.tools.benchmark.ServeBenchResult.Counts;
import io.resail.tools.benchmark.ServeBenchResult.Measured;
import io.resail.tools.scenes.StreetScenes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServeBenchTest {
  private static final SynthesisRequest REQUEST =
      SynthesisRequest.of(LabelMap.of(2, 2, new int[4]));

  /// Answers request `n` with an image after doing something.
  private record Scripted(AtomicInteger asked, IntConsumer before, IntFunction<RgbImage> image)
      implements Synthesizer {
    @Override
    public void synthesize(
        SynthesisRequest request, Patience patience, Consumer<SynthesisEvent> each) {
      int number = asked.getAndIncrement();
      before.accept(number);
      each.accept(new SynthesisEvent.Accepted("r", "m", new OutputSize(2, 2), 1));
      each.accept(new SynthesisEvent.ImageReady(0, image.apply(number)));
      Duration none = Duration.ZERO;
      each.accept(
          new SynthesisEvent.Summary(
              new Timings(none, none, none, none, none, none),
              new Receipt("r", "m", "", "", 0, request.variants(), "", "")));
    }

    @Override
    public List<ModelDescription> models() {
      return List.of();
    }
  }

  private static ServeBenchSettings settings(List<Integer> clients, List<Double> rates) {
    return new ServeBenchSettings(
        clients, rates, Duration.ofMillis(100), Duration.ZERO, Duration.ofSeconds(50), "");
  }

  private static ServeBenchResult run(
      List<Integer> clients, List<Double> rates, IntConsumer before, IntFunction<RgbImage> image) {
    Synthesizer synthesizer = new Scripted(new AtomicInteger(), before, image);
    try (SynthServer server =
        SynthServer.open(SynthServerSettings.DEFAULT, synthesizer, StreetScenes::catalog)) {
      return ServeBench.run(
          settings(clients, rates), "localhost:" + server.port(), List.of(REQUEST), _ -> {});
    }
  }

  private static Measured only(ServeBenchResult result) {
    return result.loads().getFirst();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The first request of the open loop, number 1 after the lone first one, is held until the last
  /// has come. Were requests sent only after answers, this would not end; were times counted from
  /// anything but the intended moment, its time could be short.
  @Test
  void anOpenLoopSendsOnWhateverBecameOfTheRequestsBefore() {
    CountDownLatch fourCame = new CountDownLatch(4);

    Measured open =
        only(
            run(
                List.of(),
                List.of(40.0),
                number -> {
                  if (number > 0) {
                    fourCame.countDown();
                  }
                  if (number == 1) {
                    await(fourCame);
                  }
                },
                _ -> RgbImage.black(2, 2)));

    assertThat(open.load()).isEqualTo(new Load.Open(40));
    assertThat(open.counts()).isEqualTo(new Counts(4, 4, 0, 0, 0));
    // The fourth is sent 75 ms after the first.
    assertThat(open.image().orElseThrow().most()).isGreaterThan(74.9);
  }

  @Test
  void aClosedLoopHasAsManyRequestsUnderWayAsClients() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch threeCame = new CountDownLatch(3);

    Measured closed =
        only(
            run(
                List.of(3),
                List.of(1e-3),
                number -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  if (number > 0) {
                    threeCame.countDown();
                    await(threeCame);
                  }
                  now.decrementAndGet();
                },
                _ -> RgbImage.black(2, 2)));

    assertThat(closed.load()).isEqualTo(new Load.Closed(3));
    assertThat(closed.counts().painted()).isEqualTo(closed.counts().sent()).isGreaterThan(2);
    assertThat(most).hasValue(3);
  }

  @Test
  void refusalsAreCountedAndTimed() {
    Measured open =
        only(
            run(
                List.of(),
                List.of(40.0),
                number -> {
                  if (number > 1) {
                    throw new FaultException(Fault.BUSY, "3 images before it");
                  }
                },
                _ -> RgbImage.black(2, 2)));

    assertThat(open.counts()).isEqualTo(new Counts(4, 1, 3, 0, 0));
    assertThat(open.example()).isEqualTo("BUSY: 3 images before it");
    assertThat(open.refusal()).isPresent();
  }

  @Test
  void anImageThatChangesIsNoticed() {
    ServeBenchResult same =
        run(List.of(), List.of(40.0), _ -> {}, _ -> RgbImage.of(1, 1, new byte[] {1, 2, 3}));
    ServeBenchResult other =
        run(
            List.of(),
            List.of(40.0),
            _ -> {},
            number -> RgbImage.of(1, 1, new byte[] {1, 2, (byte) number}));

    assertThat(same.imagesEqual()).isTrue();
    assertThat(other.imagesEqual()).isFalse();
    assertThat(other.table()).contains("DIFFERED");
    assertThat(other.json()).contains("\"images_equal\":false");
  }

  @Test
  void refusesARunThatMeasuresNothing() {
    assertThatThrownBy(() -> settings(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rates");
    assertThatThrownBy(() -> settings(List.of(0), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
