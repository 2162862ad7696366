package io.resail.tools.training;

/// What a run leaves behind on its way.
///
/// @param checkpointEvery steps between checkpoints
/// @param checkpoints how many of them are kept, the newest
/// @param samplesEvery steps between sample grids
/// @param sampleRows examples in a grid
public record Keeping(int checkpointEvery, int checkpoints, int samplesEvery, int sampleRows) {
  public Keeping {
    if (checkpointEvery < 1 || checkpoints < 1 || samplesEvery < 1 || sampleRows < 1) {
      throw new IllegalArgumentException(
          "a checkpoint every "
              + checkpointEvery
              + " steps, "
              + checkpoints
              + " of them kept, "
              + sampleRows
              + " samples every "
              + samplesEvery
              + " steps: need at least 1 of each");
    }
  }
}
