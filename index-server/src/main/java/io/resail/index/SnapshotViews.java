package io.resail.index;

import io.resail.index.store.Commits;
import io.resail.index.store.SearchData;
import io.resail.retrieval.Snapshot;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;

/// The snapshots that were asked for, held open until they are dropped. One thread at a time.
final class SnapshotViews implements Closeable {
  private final SearchData checks;
  private final Map<Snapshot, View> views = new HashMap<>();

  SnapshotViews(SearchData checks) {
    this.checks = checks;
  }

  /// Holds a snapshot; the caller closes it.
  View hold(Snapshot snapshot, Directory directory) throws IOException {
    View view = views.get(snapshot);
    if (view == null) {
      view = open(snapshot, directory);
      views.put(snapshot, view);
    }
    if (!view.hold()) {
      throw new IllegalStateException("an open snapshot is held by this object");
    }
    return view;
  }

  private View open(Snapshot snapshot, Directory directory) throws IOException {
    IndexCommit commit =
        Commits.find(directory, snapshot.generation())
            .orElseThrow(
                () ->
                    new FileNotFoundException(
                        "the commit of snapshot " + snapshot.name() + " in " + directory));
    DirectoryReader reader = DirectoryReader.open(commit);
    try {
      return View.of(checks.check(reader), snapshot.generation());
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /// Lets go of all that are not among these.
  void retain(Collection<Snapshot> present) {
    views
        .entrySet()
        .removeIf(
            each -> {
              boolean dropped = !present.contains(each.getKey());
              if (dropped) {
                each.getValue().close();
              }
              return dropped;
            });
  }

  @Override
  public void close() {
    views.values().forEach(View::close);
    views.clear();
  }
}
