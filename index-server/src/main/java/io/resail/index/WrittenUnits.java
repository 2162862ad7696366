package io.resail.index;

import io.resail.index.store.Damage;
import io.resail.index.store.IndexFolder;
import io.resail.index.store.UnitWriter;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.retrieval.UnitStore.Change;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;

/// An index that this process writes, and the newest state it has written. Any thread.
final class WrittenUnits implements Views {
  /// Changes units through a writer.
  @FunctionalInterface
  interface Edit {
    /// Makes the change.
    void make(UnitWriter writer) throws IOException;
  }

  private final IndexFolder folder;
  private final Lock lock;
  private final UnitWriter writer;
  private View newest;
  private boolean uncommitted;
  private boolean closed;

  /// Takes the lock over; it is closed with this object.
  WrittenUnits(IndexFolder folder, Lock lock, int bufferMegabytes) throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.writer = UnitWriter.open(MMapDirectory.open(folder.current()), bufferMegabytes);
    this.newest = View.of(writer.reader(), writer.format().generation());
  }

  ClassCatalog catalog() {
    return writer.catalog();
  }

  @Override
  public synchronized View newest() {
    requireOpen();
    if (!newest.hold()) {
      throw new IllegalStateException("the newest view is held by this object");
    }
    return newest;
  }

  /// Makes one change visible, and durable if asked.
  synchronized Change change(Edit edit, Acknowledgement acknowledgement) throws IOException {
    requireOpen();
    lock.ensureValid();
    int before = newest.reader().numDocs();
    long generation = newest.generation() + 1;
    edit.make(writer);
    uncommitted = true;
    if (acknowledgement == Acknowledgement.DURABLE) {
      commit(generation);
    }
    show(generation);
    return new Change(Math.abs((long) newest.reader().numDocs() - before), generation);
  }

  private void show(long generation) throws IOException {
    DirectoryReader reader = newest.reader();
    for (DirectoryReader newer : writer.newerThan(newest.reader())) {
      reader = newer;
    }
    View last = newest;
    if (reader.equals(last.reader()) && !last.hold()) {
      throw new IllegalStateException("the newest view is held by this object");
    }
    newest = View.of(reader, generation);
    last.close();
  }

  private void commit(long generation) throws IOException {
    writer.commit(generation, Map.of());
    uncommitted = false;
  }

  private void requireOpen() {
    if (closed) {
      throw Damage.closed(folder.root(), new AlreadyClosedException("by its owner"));
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (uncommitted) {
        commit(newest.generation());
      }
    } finally {
      newest.close();
      IOUtils.close(writer, lock);
    }
  }
}
