package io.resail.index.store;

import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;

/// Writes units into a Lucene folder. Any thread; the caller orders changes and commits.
///
/// Units lie in the order of [UnitOrder], so what a search reads is contiguous.
public final class UnitWriter implements Closeable {
  private final IndexWriter writer;
  private volatile IndexFormat format;

  private UnitWriter(IndexWriter writer, IndexFormat format) {
    this.writer = writer;
    this.format = format;
  }

  /// Opens a Lucene folder that has a commit.
  ///
  /// @throws FaultException if the commit promises something that this program cannot keep
  public static UnitWriter open(Directory directory, int bufferMegabytes) throws IOException {
    IndexFormat format = format(directory);
    return new UnitWriter(
        new IndexWriter(directory, config(bufferMegabytes, IndexWriterConfig.OpenMode.APPEND)),
        format);
  }

  /// Opens a Lucene folder at the units of a commit that is kept as a snapshot. The next commit
  /// makes them the present ones; the snapshots stay those of the newest commit.
  public static UnitWriter openAt(Directory directory, IndexCommit snapshot, int bufferMegabytes)
      throws IOException {
    IndexFormat format = format(directory);
    IndexWriterConfig config = config(bufferMegabytes, IndexWriterConfig.OpenMode.APPEND);
    return new UnitWriter(new IndexWriter(directory, config.setIndexCommit(snapshot)), format);
  }

  private static IndexFormat format(Directory directory) throws IOException {
    return IndexFormat.newest(directory, directory.toString());
  }

  /// Makes a Lucene folder with a first, empty commit of the given format.
  public static UnitWriter create(Directory directory, IndexFormat format, int bufferMegabytes)
      throws IOException {
    UnitWriter created =
        new UnitWriter(
            new IndexWriter(directory, config(bufferMegabytes, IndexWriterConfig.OpenMode.CREATE)),
            format);
    try {
      created.commit(format.generation(), Map.of());
    } catch (IOException | RuntimeException e) {
      created.writer.rollback();
      throw e;
    }
    return created;
  }

  private static IndexWriterConfig config(
      int bufferMegabytes, IndexWriterConfig.OpenMode openMode) {
    TieredMergePolicy merges = new TieredMergePolicy();
    // One file per part: sizes can be told apart, and descriptors be mapped as they lie.
    merges.setNoCFSRatio(0);
    return new IndexWriterConfig(null)
        .setOpenMode(openMode)
        .setCodec(new UnitCodec())
        .setIndexSort(UnitOrder.SORT)
        .setMergePolicy(merges)
        .setMergeScheduler(new Merges())
        .setIndexDeletionPolicy(new KeptCommits())
        .setUseCompoundFile(false)
        .setCommitOnClose(false)
        .setRAMBufferSizeMB(bufferMegabytes);
  }

  /// Merges in threads of its own. One that fails closes the writer, whose next caller hears why.
  private static final class Merges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable failure) {}
  }

  /// What the last commit promised.
  public IndexFormat format() {
    return format;
  }

  /// The classes of the units.
  public ClassCatalog catalog() {
    return format.catalog();
  }

  /// Adds a unit, replacing the one of its id if there is one.
  public void put(String id, Document document) throws IOException {
    long _ = written(() -> writer.updateDocument(new Term(UnitFields.ID, id), document));
  }

  /// Adds a unit whose id is known to be new.
  public void add(Document document) throws IOException {
    long _ = written(() -> writer.addDocument(document));
  }

  /// Deletes every unit that has one of the values in a field of terms.
  public void delete(String field, Collection<String> values) throws IOException {
    Term[] terms = values.stream().map(value -> new Term(field, value)).toArray(Term[]::new);
    long _ = written(() -> writer.deleteDocuments(terms));
  }

  /// Merges down to at most that many index segments.
  public void merge(int mostSegments) throws IOException {
    int _ =
        written(
            () -> {
              writer.forceMerge(mostSegments);
              return mostSegments;
            });
  }

  /// Writes all changes to disk as the commit of the given number.
  ///
  /// @param notes more user data, for whoever wrote it
  public void commit(long generation, Map<String, String> notes) throws IOException {
    commit(format.at(generation), notes);
  }

  /// Writes all changes to disk as a commit that promises this.
  public void commit(IndexFormat next, Map<String, String> notes) throws IOException {
    Map<String, String> data = new HashMap<>(notes);
    data.putAll(next.userData());
    writer.setLiveCommitData(data.entrySet());
    long _ = written(writer::commit);
    format = next;
  }

  /// A reader that sees every change so far.
  public DirectoryReader reader() throws IOException {
    return written(() -> DirectoryReader.open(writer));
  }

  /// A reader that sees every change so far, or empty if the given one does.
  public List<DirectoryReader> newerThan(DirectoryReader reader) throws IOException {
    return written(
        () -> {
          DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
          return newer == null ? List.<DirectoryReader>of() : List.of(newer);
        });
  }

  /// A use of the writer.
  @FunctionalInterface
  private interface Use<T> {
    T made() throws IOException;
  }

  /// Uses the writer, which a failure may have closed: Lucene then refuses as if its caller had.
  private <T> T written(Use<T> use) throws IOException {
    try {
      return use.made();
    } catch (IllegalStateException e) {
      throw new IOException("the writer was closed by " + writer.getTragicException(), e);
    }
  }

  /// Ends without a commit; what was not committed is lost.
  @Override
  public void close() throws IOException {
    writer.rollback();
  }
}
