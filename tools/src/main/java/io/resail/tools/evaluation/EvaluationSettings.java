package io.resail.tools.evaluation;

import io.resail.retrieval.RetrievalRequest;

/// How much is evaluated.
///
/// @param images held-out examples, the first of the split; at least 2
/// @param variants images painted from each map, by matches of rank 0 and on, 1 to 1,000
/// @param trainingImages indexed photographs that the leak check compares with; 0 leaves it out
/// @param shown examples shown in the report
/// @param disturbed whether photographs disturbed in known ways are measured as well
public record EvaluationSettings(
    int images, int variants, int trainingImages, int shown, boolean disturbed) {
  /// @throws IllegalArgumentException if a number is out of range
  public EvaluationSettings {
    if (images < 2
        || variants < 1
        || variants > RetrievalRequest.MOST_MATCHES
        || trainingImages < 0
        || shown < 0) {
      throw new IllegalArgumentException(
          images
              + " images, "
              + variants
              + " variants, "
              + trainingImages
              + " training images, "
              + shown
              + " shown: need at least 2, 1 to "
              + RetrievalRequest.MOST_MATCHES
              + ", 0 and 0");
    }
  }
}
