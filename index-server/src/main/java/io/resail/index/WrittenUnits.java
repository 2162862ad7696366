package io.resail.index;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.store.Commits;
import io.resail.index.store.Damage;
import io.resail.index.store.IndexFolder;
import io.resail.index.store.IndexFormat;
import io.resail.index.store.SearchData;
import io.resail.index.store.UnitFields;
import io.resail.index.store.UnitWriter;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.retrieval.UnitStore.Change;
import io.resail.retrieval.UnitStore.Takedown;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.IOUtils;

/// An index that this process writes, and the newest state it has written. Any thread.
///
/// When a change fails, as on a full disk, the index goes back to its last commit, and the next
/// change is made from there.
final class WrittenUnits implements Views {
  /// Changes units through a writer.
  @FunctionalInterface
  interface Edit {
    /// Makes the change.
    void make(UnitWriter writer) throws IOException;
  }

  private final IndexFolder folder;
  private final Lock lock;
  private final int bufferMegabytes;
  private final Directory directory;
  private final SearchData checks = new SearchData();
  private final SnapshotViews snapshotViews = new SnapshotViews(checks);

  /// Empty after a failure, until it can be opened again.
  private Optional<UnitWriter> open;

  /// What the last commit promised.
  private IndexFormat format;

  private View newest;
  private boolean uncommitted;
  private boolean closed;

  /// Takes the lock over; it is closed with this object.
  WrittenUnits(IndexFolder folder, Lock lock, int bufferMegabytes) throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.bufferMegabytes = bufferMegabytes;
    this.directory = folder.openCurrent();
    UnitWriter writer = UnitWriter.open(directory, bufferMegabytes);
    this.open = Optional.of(writer);
    this.format = writer.format();
    try {
      this.newest = View.of(checks.check(writer.reader()), format.generation());
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(writer);
      throw e;
    }
  }

  ClassCatalog catalog() {
    return format.catalog();
  }

  @Override
  public synchronized View newest() {
    requireOpen();
    if (!newest.hold()) {
      throw new IllegalStateException("the newest view is held by this object");
    }
    return newest;
  }

  @Override
  public synchronized View snapshot(String name) throws IOException {
    requireOpen();
    return snapshotViews.hold(format.snapshot(name), directory);
  }

  @Override
  public synchronized List<Snapshot> snapshots() {
    requireOpen();
    return format.snapshots();
  }

  /// Makes one change visible, and durable if asked.
  synchronized Change change(Edit edit, Acknowledgement acknowledgement) throws IOException {
    UnitWriter writer = writer();
    int before = newest.reader().numDocs();
    long generation = newest.generation() + 1;
    acknowledged(
        () -> {
          edit.make(writer);
          uncommitted = true;
          if (acknowledgement == Acknowledgement.DURABLE) {
            commit(writer, format.at(generation));
          }
          show(writer, generation);
        });
    return new Change(Math.abs((long) newest.reader().numDocs() - before), generation);
  }

  /// Deletes all units of source images, and looks which there were and where they still are.
  synchronized Takedown takedown(List<String> sources, Acknowledgement acknowledgement)
      throws IOException {
    requireOpen();
    List<String> ids = SourceUnits.ids(newest, sources);
    Change change = change(writer -> writer.delete(UnitFields.SOURCE, sources), acknowledgement);
    List<String> holding = new ArrayList<>();
    for (Snapshot each : format.snapshots()) {
      try (View view = snapshot(each.name())) {
        if (!SourceUnits.ids(view, sources).isEmpty()) {
          holding.add(each.name());
        }
      }
    }
    return new Takedown(ids, change.generation(), holding);
  }

  /// Commits the present state and keeps it under a name.
  synchronized Snapshot createSnapshot(String name) throws IOException {
    UnitWriter writer = writer();
    long generation = newest.generation() + 1;
    Snapshot snapshot = present(name, generation);
    requireNewName(name);
    List<Snapshot> all = new ArrayList<>(format.snapshots());
    all.add(snapshot);
    acknowledged(
        () -> {
          commit(writer, format.at(generation).with(all));
          show(writer, generation);
        });
    return snapshot;
  }

  private Snapshot present(String name, long generation) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try {
      return new Snapshot(name, generation, newest.reader().numDocs(), now);
    } catch (IllegalArgumentException e) {
      throw new FaultException(Fault.WRONG_INPUT, "name", String.valueOf(e.getMessage()));
    }
  }

  private void requireNewName(String name) {
    boolean inUse = format.snapshots().stream().anyMatch(each -> each.name().equals(name));
    if (inUse || format.snapshots().size() >= Snapshot.MOST) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "name",
          (inUse
                  ? "there is a snapshot '" + name + "' already"
                  : "there are " + Snapshot.MOST + " snapshots already, the most there may be")
              + ": drop one, or take another name");
    }
  }

  /// Makes the state kept under a name the present one.
  synchronized Change restoreSnapshot(String name) throws IOException {
    UnitWriter writer = writer();
    Snapshot snapshot = format.snapshot(name);
    long generation = newest.generation() + 1;
    acknowledged(
        () -> {
          // Lest a failure below lose what is only visible.
          if (uncommitted) {
            commit(writer, format.at(newest.generation()));
          }
          IndexCommit kept =
              Commits.find(directory, snapshot.generation())
                  .orElseThrow(() -> new FileNotFoundException("commit of snapshot " + name));
          writer.close();
          open = Optional.empty();
          UnitWriter restored = UnitWriter.openAt(directory, kept, bufferMegabytes);
          open = Optional.of(restored);
          commit(restored, format.at(generation));
          replace(View.of(restored.reader(), generation));
        });
    return new Change(newest.reader().numDocs(), generation);
  }

  /// Forgets a name, and lets go of what only it kept.
  synchronized Change dropSnapshot(String name) throws IOException {
    UnitWriter writer = writer();
    Snapshot dropped = format.snapshot(name);
    List<Snapshot> others = new ArrayList<>(format.snapshots());
    others.remove(dropped);
    long generation = newest.generation() + 1;
    acknowledged(
        () -> {
          commit(writer, format.at(generation).with(others));
          snapshotViews.retain(others);
          show(writer, generation);
        });
    return new Change(0, generation);
  }

  private void commit(UnitWriter writer, IndexFormat next) throws IOException {
    writer.commit(next, Map.of());
    format = next;
    uncommitted = false;
  }

  private void show(UnitWriter writer, long generation) throws IOException {
    DirectoryReader reader = newest.reader();
    for (DirectoryReader newer : writer.newerThan(newest.reader())) {
      reader = newer;
    }
    if (reader.equals(newest.reader()) && !newest.hold()) {
      throw new IllegalStateException("the newest view is held by this object");
    }
    replace(View.of(reader, generation));
  }

  private void replace(View next) {
    View last = newest;
    newest = next;
    last.close();
  }

  /// Steps that change the index.
  @FunctionalInterface
  private interface Steps {
    void take() throws IOException;
  }

  /// Takes all steps, or goes back to the last commit.
  private void acknowledged(Steps steps) throws IOException {
    try {
      lock.ensureValid();
      steps.take();
    } catch (IOException | AlreadyClosedException e) {
      throw goBack(e);
    } catch (RuntimeException e) {
      goBack(e);
      throw e;
    }
  }

  private FaultException goBack(Exception failure) {
    boolean lost = uncommitted;
    IOUtils.closeWhileHandlingException(open.orElse(null));
    open = Optional.empty();
    String now;
    try {
      reopen();
      now = "it goes on from its last commit, generation " + format.generation();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
      now = "the next change tries to open it again";
    }
    return new FaultException(
        Fault.BROKEN,
        "index "
            + folder.root()
            + " could not be written ("
            + failure
            + "): the change is not acknowledged"
            + (lost ? " and changes that were only visible are lost" : "")
            + "; "
            + now
            + ". Look at the disk, then make them again",
        failure);
  }

  private UnitWriter writer() throws IOException {
    requireOpen();
    if (open.isEmpty()) {
      reopen();
    }
    return open.orElseThrow();
  }

  private void reopen() throws IOException {
    UnitWriter writer = UnitWriter.open(directory, bufferMegabytes);
    try {
      // What is shown may have lost changes, so it has a number of its own.
      View last = View.of(writer.reader(), newest.generation() + 1);
      format = writer.format();
      open = Optional.of(writer);
      uncommitted = false;
      replace(last);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(writer);
      throw e;
    }
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
      if (uncommitted && open.isPresent()) {
        commit(open.get(), format.at(newest.generation()));
      }
    } finally {
      snapshotViews.close();
      newest.close();
      IOUtils.close(open.orElse(null), directory, lock);
    }
  }
}
