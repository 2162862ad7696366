package io.resail.synth;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.synth.engine.Painter;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SizeForecast;
import java.time.Duration;

/// Whether a request's images can be painted at all and in time, told at once and with numbers: a
/// caller who will not be served is better refused than kept waiting. Immutable.
final class Admission {
  private static final int MEBI = 20;
  private static final Duration STALE = Duration.ofSeconds(10);

  private final Painter painter;
  private final Ledger ledger;
  private final SizeForecast forecast;
  private final int images;

  Admission(Painter painter, Ledger ledger, OutputSize size, int images) {
    this.painter = painter;
    this.ledger = ledger;
    this.forecast = painter.forecast(size);
    this.images = images;
  }

  SizeForecast forecast() {
    return forecast;
  }

  /// A device paints one image at a time, so one image beside all that is held must fit.
  ///
  /// @param budget bytes of the device
  /// @throws FaultException [Fault#WRONG_INPUT] if it does not: waiting would not help
  void requireMemory(long budget) {
    long held = ledger.heldBytes();
    if (forecast.activationBytes() > budget - held) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "size",
          "an image of "
              + forecast.size()
              + " by model '"
              + painter.model().name()
              + "' is predicted to take "
              + (forecast.activationBytes() >> MEBI)
              + " MiB beside "
              + (held >> MEBI)
              + " MiB of weights and what is kept of maps, device "
              + painter.device()
              + " has a budget of "
              + (budget >> MEBI)
              + " MiB: ask for a smaller one, or have a model unloaded");
    }
  }

  /// The device's queue and this request's images must be predicted to end before patience does. A
  /// stale prediction is not held against a request for an idle device: else one slow moment could
  /// keep everybody out for ever, since only painting moves a prediction.
  ///
  /// @param age of the last measurement
  /// @throws FaultException [Fault#TOO_LATE] if an idle device would be too slow, [Fault#BUSY] if
  ///     only the queue is in the way
  void requireTime(Patience patience, Duration age) {
    boolean stale = ledger.owedImages() == 0 && age.compareTo(STALE) > 0;
    if (patience.left().isEmpty() || stale) {
      return;
    }
    Duration left = patience.left().get();
    Duration own = forecast.time().multipliedBy(images).dividedBy(painter.lanes());
    Duration queue = ledger.owed().dividedBy(painter.lanes());
    if (own.plus(queue).compareTo(left) <= 0) {
      return;
    }
    boolean hopeless = own.compareTo(left) > 0;
    throw new FaultException(
        hopeless ? Fault.TOO_LATE : Fault.BUSY,
        "painting is predicted to take "
            + own.toMillis()
            + " ms after "
            + queue.toMillis()
            + " ms for "
            + ledger.owedImages()
            + " images before it, and "
            + left.toMillis()
            + " ms are left: "
            + (hopeless ? "allow more time or ask for less" : "try again later"));
  }
}
