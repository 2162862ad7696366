package io.resail.index.store;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;

/// Keeps the newest commit and those that it names as snapshots, and no other.
///
/// A snapshot is a line in the commit data, so it begins and ends with a commit: there is no moment
/// at which it is named but gone.
final class KeptCommits extends IndexDeletionPolicy {
  @Override
  public void onInit(List<? extends IndexCommit> oldestFirst) throws IOException {
    onCommit(oldestFirst);
  }

  @Override
  public void onCommit(List<? extends IndexCommit> oldestFirst) throws IOException {
    if (oldestFirst.isEmpty()) {
      return;
    }
    IndexCommit newest = oldestFirst.getLast();
    Set<Long> kept = new HashSet<>();
    format(newest).snapshots().forEach(snapshot -> kept.add(snapshot.generation()));
    for (IndexCommit each : oldestFirst.subList(0, oldestFirst.size() - 1)) {
      if (!kept.contains(format(each).generation())) {
        each.delete();
      }
    }
  }

  private static IndexFormat format(IndexCommit commit) throws IOException {
    return IndexFormat.read(commit.getUserData(), commit.getDirectory().toString());
  }
}
