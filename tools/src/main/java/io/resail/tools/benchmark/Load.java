package io.resail.tools.benchmark;

import java.util.Locale;

/// How requests come: who decides when the next one is sent.
public sealed interface Load {
  /// Each client sends its next request when it has the answer to its last, or a little later if
  /// that was a refusal. What it measures is what so many patient clients see; a slow server is
  /// asked less.
  ///
  /// @param clients at once
  record Closed(int clients) implements Load {}

  /// Requests are sent at their times whatever became of those before, as by many users who do not
  /// know of each other. Times count from when a request should have been sent, so that a stall is
  /// felt by all who would have come during it.
  ///
  /// @param rate requests a second
  record Open(double rate) implements Load {}

  /// The load in a word and a number, for tables.
  default String text() {
    return switch (this) {
      case Closed(int clients) -> clients + (clients == 1 ? " client" : " clients");
      case Open(double rate) -> String.format(Locale.ROOT, "%.1f requests/s", rate);
    };
  }
}
