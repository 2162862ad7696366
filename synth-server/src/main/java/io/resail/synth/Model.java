package io.resail.synth;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.batching.Batcher;
import io.resail.synth.batching.Places;
import io.resail.synth.batching.Promise;
import io.resail.synth.engine.Painter;
import io.resail.synth.engine.Sketch;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A painter and the queue before it. Any thread.
///
/// Whoever uses it holds a [Reservation]; once retired it takes no more of them and is closed by
/// whoever leaves last.
final class Model implements AutoCloseable {
  private final Painter painter;
  private final Ledger ledger;
  private final Batcher<Commission, RgbImage> batcher;
  private final long memoryBudget;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long measuredNanos;
  private int users;
  private boolean retired;

  /// A sketch to be painted while its caller waits.
  private record Commission(Sketch sketch, Patience patience, Ledger.Debt debt) {}

  /// A model whose painter is closed with it.
  ///
  /// @param ledger of the painter's device
  Model(Painter painter, BatchRules rules, Ledger ledger) {
    this.painter = painter;
    this.ledger = ledger;
    this.batcher =
        new Batcher<>(
            painter.model().name(), painter.lanes(), rules, c -> c.sketch().size(), this::paint);
    this.memoryBudget = painter.deviceStatus().memoryBudget();
    this.measuredNanos = System.nanoTime(); // It was warmed up a moment ago.
    ledger.hold(painter.heldBytes());
  }

  /// Paints as long as one of the callers waits.
  private List<RgbImage> paint(List<Commission> batch) {
    try {
      List<RgbImage> images =
          painter.paint(
              batch.stream().map(Commission::sketch).toList(),
              Patience.untilGone(() -> batch.stream().allMatch(c -> c.patience().isOver())));
      measuredNanos = System.nanoTime();
      return images;
    } finally {
      batch.forEach(commission -> commission.debt().one());
    }
  }

  Painter painter() {
    return painter;
  }

  ModelDescription description() {
    return painter.model();
  }

  /// What it takes, and how many wait for it.
  LoadedModel status() {
    return new LoadedModel(
        painter.model(),
        painter.device(),
        painter.weightBytes(),
        DeclaredSizes.of(painter).stream().map(painter::forecast).toList(),
        batcher.queued());
  }

  /// Takes places for the images of one request, if they can be had in time.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if the model is being unloaded; else as [Admission]
  ///     says, or [Fault#BUSY] if the queue has not as many places
  Reservation reserve(int images, OutputSize size, Patience patience) {
    enter();
    try {
      Admission admission = new Admission(painter, ledger, size, images);
      admission.requireMemory(memoryBudget);
      admission.requireTime(patience, Duration.ofNanos(System.nanoTime() - measuredNanos));
      return new Reservation(
          batcher.reserve(images), ledger.owe(admission.forecast().time(), images));
    } catch (RuntimeException e) {
      leave();
      throw e;
    }
  }

  /// The right of one request to have its images painted. One thread; close it when done.
  final class Reservation implements AutoCloseable {
    private final Places<Commission, RgbImage> places;
    private final Ledger.Debt debt;

    private Reservation(Places<Commission, RgbImage> places, Ledger.Debt debt) {
      this.places = places;
      this.debt = debt;
    }

    /// Queues a sketch in one of the places.
    ///
    /// @param patience once it is over the sketch leaves the queue
    Promise<RgbImage> submit(Sketch sketch, Patience patience) {
      return places.submit(new Commission(sketch, patience, debt), patience);
    }

    /// Gives back unused places; sketches still queued leave unpainted.
    @Override
    public void close() {
      places.close();
      debt.close();
      leave();
    }
  }

  private synchronized void enter() {
    if (retired) {
      throw new FaultException(
          Fault.UNKNOWN,
          description().name(),
          "model '" + description().name() + "' is being unloaded: ask for another");
    }
    users++;
  }

  private void leave() {
    boolean last;
    synchronized (this) {
      users--;
      last = retired && users == 0;
    }
    if (last) {
      end();
    }
  }

  /// Takes no more requests; closed now, or by whoever leaves last.
  void retire() {
    boolean unused;
    synchronized (this) {
      unused = !retired && users == 0;
      retired = true;
    }
    if (unused) {
      end();
    }
  }

  /// Counted down when the painter is closed.
  CountDownLatch closed() {
    return closed;
  }

  private void end() {
    if (!ended.getAndSet(true)) {
      batcher.close();
      painter.close();
      ledger.hold(-painter.heldBytes());
      closed.countDown();
    }
  }

  /// Ends what is being painted, sends away who waits, and closes the painter.
  @Override
  public void close() {
    synchronized (this) {
      retired = true;
    }
    end();
  }
}
