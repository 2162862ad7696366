package io.resail.index;

import io.resail.index.store.UnitFiles;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/// One state of the index, held open while it is read. Any thread; each holder closes once.
///
/// @param reader that state
/// @param searcher searches it
/// @param generation its number
/// @param files what it takes on disk, looked up while its files were sure to be there
record View(DirectoryReader reader, IndexSearcher searcher, long generation, UnitFiles files)
    implements AutoCloseable {
  static View of(DirectoryReader reader, long generation) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    // Queries here are one-time: a cache would only hold memory.
    searcher.setQueryCache(null);
    return new View(reader, searcher, generation, UnitFiles.of(reader));
  }

  /// Holds it once more; false if its last holder has gone.
  boolean hold() {
    return reader.tryIncRef();
  }

  @Override
  public void close() {
    try {
      reader.decRef();
    } catch (IOException _) {
      // The last holder deletes what only it needed. What stays, on a disk that fails, is in the
      // way of nobody: it is deleted when the index is next opened for writing.
    }
  }
}
