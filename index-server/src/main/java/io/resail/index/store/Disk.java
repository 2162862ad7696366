package io.resail.index.store;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// Opens Lucene folders. Any thread.
@FunctionalInterface
public interface Disk {
  /// Files that are mapped, so that a search reads them where they lie.
  Disk MAPPED = MMapDirectory::open;

  /// Opens a folder, making it if need be.
  Directory open(Path folder) throws IOException;
}
