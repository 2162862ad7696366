package io.resail.tools.golden;

import java.util.Locale;

/// The outcome of one golden case.
///
/// @param name file and case
/// @param verdict what came out
/// @param error the largest absolute error, or the number of values that differ where they must
///     not;
///     NaN if nothing could be compared
/// @param bound the largest error that is ok
/// @param note why nothing could be compared; empty if something was
public record GoldenRow(String name, Verdict verdict, double error, double bound, String note) {
  /// What came out of a case.
  public enum Verdict {
    /// The error is within the bound.
    OK,
    /// It is not, or the case could not be computed.
    FAILED,
    /// No code here answers for this file.
    NOT_COVERED
  }

  static GoldenRow of(String name, double error, double bound) {
    // A NaN error is no success: it is not within any bound.
    return new GoldenRow(name, error <= bound ? Verdict.OK : Verdict.FAILED, error, bound, "");
  }

  static GoldenRow failed(String name, String note) {
    return new GoldenRow(name, Verdict.FAILED, Double.NaN, Double.NaN, note);
  }

  static GoldenRow notCovered(String name) {
    return new GoldenRow(
        name, Verdict.NOT_COVERED, Double.NaN, Double.NaN, "no code answers for it");
  }

  /// One line: name, error, bound, verdict.
  public String line() {
    String verdictWord =
        switch (verdict) {
          case OK -> "ok";
          case FAILED -> "FAILED";
          case NOT_COVERED -> "not covered";
        };
    return note.isEmpty()
        ? String.format(Locale.ROOT, "%-52s %12.3g %12.3g  %s", name, error, bound, verdictWord)
        : String.format(Locale.ROOT, "%-52s %12s %12s  %s: %s", name, "-", "-", verdictWord, note);
  }
}
