package io.resail.index;

import java.time.Duration;

/// How an index is opened.
///
/// @param refreshEvery the longest time that a reader may miss another process's commit
/// @param writeBufferMegabytes changes kept in memory before they become an index segment, 1 to
///     2,000
/// @param imagesPerCommit source images that a killed build repeats at most, at least 1
/// @param segmentsWhenBuilt index segments that a finished build is merged down to, at least 1
public record IndexSettings(
    Duration refreshEvery, int writeBufferMegabytes, int imagesPerCommit, int segmentsWhenBuilt) {
  /// What suits nearly everyone.
  public static final IndexSettings DEFAULT = new IndexSettings(Duration.ofSeconds(1), 64, 256, 1);

  public IndexSettings {
    if (refreshEvery.isNegative()
        || writeBufferMegabytes < 1
        || writeBufferMegabytes > 2000
        || imagesPerCommit < 1
        || segmentsWhenBuilt < 1) {
      throw new IllegalArgumentException(
          "refresh every "
              + refreshEvery
              + ", "
              + writeBufferMegabytes
              + " MB buffer, "
              + imagesPerCommit
              + " images per commit, "
              + segmentsWhenBuilt
              + " segments: need no negative time, 1 to 2000 MB, at least 1 image and segment");
    }
  }

  /// The same with another refresh time.
  public IndexSettings withRefreshEvery(Duration time) {
    return new IndexSettings(time, writeBufferMegabytes, imagesPerCommit, segmentsWhenBuilt);
  }
}
