package io.resail.index;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.store.Damage;
import io.resail.index.store.IndexFolder;
import io.resail.index.store.IndexFormat;
import io.resail.index.store.SearchData;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Snapshot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;

/// The newest commit of an index that another process may write or rebuild. Any thread.
///
/// Looks for a newer commit when it is asked, at most once in the refresh time.
final class FollowedCommits implements Views {
  /// A writer may commit while a commit is opened, but hardly so often in a row.
  private static final int TRIES = 100;

  private final IndexFolder folder;
  private final long refreshNanos;
  private final SearchData checks = new SearchData();
  private final SnapshotViews snapshotViews = new SnapshotViews(checks);
  private Path units;
  private View newest;
  private IndexFormat format;
  private long lookedAtNanos;
  private boolean closed;

  FollowedCommits(IndexFolder folder, Duration refreshEvery) throws IOException {
    this.folder = folder;
    this.refreshNanos = refreshEvery.toNanos();
    this.units = folder.current();
    this.newest = openNewest();
    this.format = formatOf(newest.reader());
    this.lookedAtNanos = System.nanoTime();
  }

  ClassCatalog catalog() {
    return format.catalog();
  }

  @Override
  public synchronized View newest() throws IOException {
    look();
    if (!newest.hold()) {
      throw new IllegalStateException("the newest view is held by this object");
    }
    return newest;
  }

  @Override
  public synchronized View snapshot(String name) throws IOException {
    look();
    try {
      return snapshotViews.hold(format.snapshot(name), newest.reader().directory());
    } catch (IOException e) {
      // Dropped since the last look?
      follow();
      if (format.snapshots().stream().anyMatch(each -> each.name().equals(name))) {
        throw e;
      }
      return snapshotViews.hold(format.snapshot(name), newest.reader().directory());
    }
  }

  @Override
  public synchronized List<Snapshot> snapshots() throws IOException {
    look();
    return format.snapshots();
  }

  /// Looks for a newer commit if it is time.
  private void look() throws IOException {
    if (closed) {
      throw Damage.closed(folder.root(), new AlreadyClosedException("by its owner"));
    }
    long now = System.nanoTime();
    if (now - lookedAtNanos >= refreshNanos) {
      follow();
      lookedAtNanos = now;
    }
  }

  private void follow() throws IOException {
    Path unitsNow = folder.current();
    if (unitsNow.equals(units)) {
      DirectoryReader newer = DirectoryReader.openIfChanged(newest.reader());
      if (newer == null) {
        return;
      }
      try {
        replace(view(newer));
        return;
      } catch (FileNotFoundException | NoSuchFileException _) {
        // A commit newer still: its writer has deleted what this one had.
      }
    }
    replace(openNewest());
  }

  private void replace(View next) throws IOException {
    IndexFormat nextFormat = formatOf(next.reader());
    if (!nextFormat.catalog().equals(format.catalog())) {
      next.close();
      throw new FaultException(
          Fault.CHANGED,
          "index "
              + folder.root()
              + " was rebuilt with "
              + nextFormat.catalog()
              + ", it was opened with "
              + format.catalog()
              + ": open it again");
    }
    View last = newest;
    newest = next;
    format = nextFormat;
    snapshotViews.retain(format.snapshots());
    last.close();
  }

  /// Opens the folder in use; if it or its newest commit is replaced and deleted meanwhile, what
  /// replaced it.
  private View openNewest() throws IOException {
    for (int left = TRIES; ; left--) {
      Path current = folder.current();
      try {
        View opened = open(current);
        units = current;
        return opened;
      } catch (IOException e) {
        boolean vanished = e instanceof FileNotFoundException || e instanceof NoSuchFileException;
        if (left == 0 || (!vanished && folder.current().equals(current))) {
          throw e;
        }
      }
    }
  }

  private View open(Path path) throws IOException {
    Directory directory = folder.disk().open(path);
    try {
      return view(DirectoryReader.open(directory));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private View view(DirectoryReader reader) throws IOException {
    try {
      return View.of(checks.check(reader), formatOf(reader).generation());
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private IndexFormat formatOf(DirectoryReader reader) throws IOException {
    return IndexFormat.read(reader.getIndexCommit().getUserData(), folder.root().toString());
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      snapshotViews.close();
      newest.close();
    }
  }
}
