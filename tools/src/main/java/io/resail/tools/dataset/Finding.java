package io.resail.tools.dataset;

import java.nio.file.Path;

/// One thing that is wrong with a data set.
///
/// @param problem its kind
/// @param file where it is
/// @param given what was found there, with the offending values
/// @param remedy what to do
public record Finding(Problem problem, Path file, String given, String remedy) {
  @Override
  public String toString() {
    return file + ": " + given + "; " + remedy;
  }
}
