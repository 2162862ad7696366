package io.resail.tools.cli;

import io.resail.tools.training.RunListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says how a training gets on: an estimate first, then a line every few seconds, and every file.
/// Stops it when told to, by any thread.
final class TrainingProgress implements RunListener {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintWriter out;
  private long nextNanos = Long.MIN_VALUE;
  private volatile boolean stopping;

  TrainingProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begins(Estimate estimate) {
    out.println(
        String.format(
            Locale.ROOT,
            "steps %d to %d, %.2f s each: about %s%s",
            estimate.firstStep(),
            estimate.steps(),
            estimate.perStep().toNanos() / 1e9,
            clock(estimate.left()),
            estimate.memory().isPresent()
                ? String.format(
                    Locale.ROOT, ", %.1f GB of memory", estimate.memory().getAsLong() / 1e9)
                : ""));
    out.flush();
  }

  @Override
  public void stepped(Progress progress) {
    long now = System.nanoTime();
    if (nextNanos != Long.MIN_VALUE && now < nextNanos && progress.done() < progress.steps()) {
      return;
    }
    nextNanos = now + BETWEEN_LINES.toNanos();
    out.println(
        String.format(
            Locale.ROOT,
            "%5.1f %% step %d of %d, %s left, %.2f images/s: %s",
            100.0 * progress.done() / progress.steps(),
            progress.done(),
            progress.steps(),
            clock(progress.left()),
            progress.samplesPerSecond(),
            progress.losses().entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %.3f", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "))));
    out.flush();
  }

  @Override
  public void wrote(Path file) {
    out.println("wrote " + file);
    out.flush();
  }

  /// Lets the run end after the step under way.
  void stop() {
    out.println("told to end: stopping after this step");
    out.flush();
    stopping = true;
  }

  @Override
  public boolean stops() {
    return stopping;
  }

  private static String clock(Duration time) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
