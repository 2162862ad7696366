package io.resail.index.store;

import io.resail.retrieval.Snapshot;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/// All files of an index's newest commit and of its snapshots, open, so that they can be read even
/// when the process that writes the index deletes them.
///
/// @param format what the commit promises
/// @param files by name
record HeldFiles(IndexFormat format, Map<String, InputStream> files) implements Closeable {
  private static final int TRIES = 100;

  /// Opens them; if a newer commit comes in between, those of the newer one.
  static HeldFiles of(IndexFolder folder) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        return hold(folder);
      } catch (NoSuchFileException | FileNotFoundException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private static HeldFiles hold(IndexFolder folder) throws IOException {
    Path units = folder.current();
    Map<String, InputStream> files = new TreeMap<>();
    try (Directory directory = folder.disk().open(units)) {
      SegmentInfos newest = SegmentInfos.readLatestCommit(directory);
      IndexFormat format = IndexFormat.read(newest.getUserData(), units.toString());
      Set<String> names = new TreeSet<>(newest.files(true));
      for (Snapshot each : format.snapshots()) {
        names.addAll(
            Commits.find(directory, each.generation())
                .orElseThrow(() -> new FileNotFoundException("commit of snapshot " + each.name()))
                .getFileNames());
      }
      for (String name : names) {
        files.put(name, Files.newInputStream(units.resolve(name)));
      }
      return new HeldFiles(format, files);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(files.values());
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(files.values());
  }
}
