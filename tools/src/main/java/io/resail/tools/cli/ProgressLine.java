package io.resail.tools.cli;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far a long command is, on the error stream.
@FunctionalInterface
interface ProgressLine {
  /// A bar for so many steps.
  ProgressBar begin(String task, long steps);

  /// A bar for people.
  static ProgressLine shown() {
    return (task, steps) ->
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .build();
  }

  /// A bar that nobody sees.
  static ProgressLine silent() {
    return (task, steps) ->
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setConsumer(new DelegatingProgressBarConsumer(_ -> {}))
            .build();
  }
}
