package io.resail.tools.benchmark;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteModels;
import io.resail.client.RemoteSynthesizer;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.tools.benchmark.ServeBenchResult.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Question: how long does a user wait for the first hit, the guidance and the image, how many
/// images does a server paint a second, and what becomes of requests beyond that?
/// Answer changes: `BatchRules`, the queue's length, what is refused at admission.
///
/// Sends over sockets, each closed client by a connection of its own. Every image of a map is
/// compared with the first one of that map: whatever was painted beside it must not change it.
public final class ServeBench implements AutoCloseable {
  private static final int OPEN_CONNECTIONS = 8;

  /// How long a client of a closed loop leaves the server alone that has refused it.
  private static final long PAUSE_NANOS = 100_000_000;

  private final ServeBenchSettings settings;
  private final List<SynthesisRequest> requests;
  private final Consumer<String> progress;
  private final List<Connection> connections = new ArrayList<>();
  private final List<Synthesizer> synthesizers = new ArrayList<>();
  private final AtomicReferenceArray<RgbImage> firstImages;
  private final AtomicInteger unequal = new AtomicInteger();

  private ServeBench(
      ServeBenchSettings settings,
      String address,
      List<SynthesisRequest> requests,
      Consumer<String> progress) {
    this.settings = settings;
    this.requests = requests;
    this.progress = progress;
    this.firstImages = new AtomicReferenceArray<>(requests.size());
    int most = settings.clients().stream().mapToInt(n -> n).max().orElse(1);
    for (int i = 0; i < Math.max(most, OPEN_CONNECTIONS); i++) {
      Connection connection = Connection.plaintext(address, ClientSettings.DEFAULT);
      connections.add(connection);
      synthesizers.add(new RemoteSynthesizer(connection));
    }
  }

  /// Loads a server and measures it.
  ///
  /// @param address `HOST:PORT`
  /// @param requests sent in turn, over and over, of one image each
  /// @param progress told in words what is being done
  /// @throws FaultException if a lone first request fails
  public static ServeBenchResult run(
      ServeBenchSettings settings,
      String address,
      List<SynthesisRequest> requests,
      Consumer<String> progress) {
    if (requests.isEmpty() || requests.stream().anyMatch(r -> r.variants().size() != 1)) {
      throw new IllegalArgumentException(
          requests.size() + " requests: need at least one, each of one image");
    }
    try (ServeBench bench = new ServeBench(settings, address, List.copyOf(requests), progress)) {
      return bench.measure();
    }
  }

  private ServeBenchResult measure() {
    progress.accept("warming up");
    synthesizers.getFirst().synthesize(requests.getFirst(), Patience.endless(), _ -> {});
    closed(1, settings.warmUp());
    List<Measured> loads = new ArrayList<>();
    for (int clients : settings.clients()) {
      Load.Closed load = new Load.Closed(clients);
      progress.accept("closed loop, " + load.text());
      loads.add(closed(clients, settings.perLoad()));
    }
    for (double rate : rates(loads)) {
      Load.Open load = new Load.Open(rate);
      progress.accept("open loop, " + load.text());
      loads.add(open(rate));
    }
    return new ServeBenchResult(settings, model(), requests.size(), loads, unequal.get() == 0);
  }

  /// The model that was asked, if the server tells what its models take.
  private Optional<LoadedModel> model() {
    return new RemoteModels(connections.getFirst())
        .status().models().stream()
            .filter(m -> settings.model().isEmpty() || m.model().name().equals(settings.model()))
            .findFirst();
  }

  private List<Double> rates(List<Measured> closed) {
    if (!settings.rates().isEmpty()) {
      return settings.rates();
    }
    double best = closed.stream().mapToDouble(Measured::imagesPerSecond).max().orElse(0);
    return best > 0 ? List.of(best / 2, 2 * best) : List.of();
  }

  private Measured closed(int clients, Duration time) {
    LoadTally tally = new LoadTally();
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (Synthesizer synthesizer : synthesizers.subList(0, clients)) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (long now = start; now < end; now = System.nanoTime()) {
                  if (!ask(synthesizer, next.getAndIncrement(), now, tally)) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                  }
                }
              }));
    }
    join(threads);
    return tally.measured(new Load.Closed(clients), Duration.ofNanos(System.nanoTime() - start));
  }

  private Measured open(double rate) {
    LoadTally tally = new LoadTally();
    long start = System.nanoTime();
    int count = (int) Math.max(1, rate * settings.perLoad().toNanos() / 1e9);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      long intended = start + (long) (i * 1e9 / rate);
      for (long left = intended - System.nanoTime(); left > 0; ) {
        LockSupport.parkNanos(left);
        left = intended - System.nanoTime();
      }
      Synthesizer synthesizer = synthesizers.get(i % synthesizers.size());
      threads.add(
          Thread.startVirtualThread(
              () -> {
                boolean _ = ask(synthesizer, number, intended, tally);
              }));
    }
    join(threads);
    return tally.measured(new Load.Open(rate), Duration.ofNanos(System.nanoTime() - start));
  }

  private static void join(List<Thread> threads) {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(Fault.CANCELLED, "interrupted while requests were under way", e);
    }
  }

  /// Sends a request and waits for what becomes of it; whether that is an image.
  private boolean ask(Synthesizer synthesizer, int number, long intended, LoadTally tally) {
    int which = number % requests.size();
    AtomicBoolean hit = new AtomicBoolean();
    tally.sent();
    try {
      Patience patience =
          Patience.of(settings.timeAllowed().minusNanos(System.nanoTime() - intended), () -> false);
      synthesizer.synthesize(
          requests.get(which),
          patience,
          event -> {
            long after = System.nanoTime() - intended;
            switch (event) {
              case SynthesisEvent.Hits _ -> {
                if (!hit.getAndSet(true)) {
                  tally.hitAfter(after);
                }
              }
              case SynthesisEvent.GuidanceReady _ -> tally.guidanceAfter(after);
              case SynthesisEvent.ImageReady(_, var image) -> {
                tally.imageAfter(after);
                compare(which, image);
              }
              case SynthesisEvent.Summary(var timings, _) -> tally.painted(timings.paint());
              case SynthesisEvent.Accepted _ -> {}
            }
          });
      return true;
    } catch (FaultException e) {
      tally.failedAfter(System.nanoTime() - intended, e);
      return false;
    }
  }

  private void compare(int which, RgbImage image) {
    if (!firstImages.compareAndSet(which, null, image) && !image.equals(firstImages.get(which))) {
      unequal.incrementAndGet();
    }
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }
}
