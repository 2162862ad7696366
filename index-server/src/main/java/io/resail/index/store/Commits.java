package io.resail.index.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;

/// The commits of a Lucene folder, by the generations that their data name.
public final class Commits {
  private Commits() {}

  /// The commit of a generation, if it is kept; of two of one number, the later.
  public static Optional<IndexCommit> find(Directory directory, long generation)
      throws IOException {
    IndexCommit found = null;
    for (IndexCommit each : DirectoryReader.listCommits(directory)) {
      if (IndexFormat.read(each.getUserData(), directory.toString()).generation() == generation) {
        found = each;
      }
    }
    return Optional.ofNullable(found);
  }
}
