package io.resail.synth.engine;

import io.resail.synth.network.Workload;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SizeForecast;
import java.time.Duration;

/// From counted work to bytes and time on this machine: what one multiplication takes, and which
/// share of the counted activations is really alive. Learned at warm-up, followed while painting.
/// Any thread.
final class Calibration {
  /// How far one image moves the pace: machines get busy, and idle again.
  private static final double STEP = 0.25;

  private double bytesPerByte = 1;
  private double nanosPerMultiplication;

  /// What an image is predicted to take; no time before one was painted.
  synchronized SizeForecast forecast(OutputSize size, Workload work) {
    return new SizeForecast(
        size,
        (long) (bytesPerByte * work.activationBytes()),
        Duration.ofNanos((long) (nanosPerMultiplication * work.multiplications())));
  }

  /// An image of this work had so many bytes alive at its peak.
  synchronized void learnMemory(Workload work, long peakBytes) {
    bytesPerByte = (double) Math.max(0, peakBytes) / work.activationBytes();
  }

  /// An image of this work took so long. The first one counts whole.
  synchronized void learnTime(Workload work, Duration took) {
    double pace = (double) took.toNanos() / work.multiplications();
    nanosPerMultiplication +=
        (nanosPerMultiplication == 0 ? 1 : STEP) * (pace - nanosPerMultiplication);
  }
}
