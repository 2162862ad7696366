package io.resail.index;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.index.descriptor.SquareMask;
import io.resail.index.search.BoundedSearch;
import io.resail.index.search.Target;
import io.resail.index.search.UnitSelection;
import io.resail.index.segmentation.Segmenter;
import io.resail.index.store.Damage;
import io.resail.index.store.IndexFolder;
import io.resail.index.store.StoredUnit;
import io.resail.raster.ClassCatalog;
import io.resail.raster.Segment;
import io.resail.retrieval.Effort;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.IOUtils;

/// An index in a folder: answers questions and, opened for writing, changes its units.
///
/// Any number of processes may read a folder, one may write it. Readers see each new commit, and a
/// rebuilt index, within their refresh time. Any thread.
public final class UnitIndex implements Retriever, UnitStore, AutoCloseable {
  private final IndexFolder folder;
  private final Views views;
  private final UnitStore changes;
  private final ClassCatalog catalog;
  private final Segmenter segmenter;

  private UnitIndex(
      IndexFolder folder, Views views, Optional<WrittenUnits> written, ClassCatalog catalog) {
    this.folder = folder;
    this.views = views;
    this.changes = new UnitChanges(folder, catalog, views, written);
    this.catalog = catalog;
    this.segmenter = new Segmenter(catalog);
  }

  /// Opens an index for reading.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is none, [Fault#DAMAGED] if it is not as it
  ///     was written or of another version
  public static UnitIndex open(Path path, IndexSettings settings) {
    return open(new IndexFolder(path), settings);
  }

  static UnitIndex open(IndexFolder folder, IndexSettings settings) {
    try {
      FollowedCommits followed = new FollowedCommits(folder, settings.refreshEvery());
      return new UnitIndex(folder, followed, Optional.empty(), followed.catalog());
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
  }

  /// Opens an index for reading and writing.
  ///
  /// @throws FaultException [Fault#BUSY] if another process writes it, else as [#open]
  public static UnitIndex openForWriting(Path path, IndexSettings settings) {
    return openForWriting(new IndexFolder(path), settings);
  }

  static UnitIndex openForWriting(IndexFolder folder, IndexSettings settings) {
    try {
      folder.current();
      Lock lock = folder.lock();
      try {
        WrittenUnits units = new WrittenUnits(folder, lock, settings.writeBufferMegabytes());
        return new UnitIndex(folder, units, Optional.of(units), units.catalog());
      } catch (IOException | RuntimeException e) {
        IOUtils.closeWhileHandlingException(lock);
        throw e;
      }
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
  }

  /// Makes an empty index and opens it for reading and writing.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if there is one already
  public static UnitIndex create(Path path, ClassCatalog catalog, IndexSettings settings) {
    return create(new IndexFolder(path), catalog, settings);
  }

  static UnitIndex create(IndexFolder folder, ClassCatalog catalog, IndexSettings settings) {
    try {
      if (folder.findCurrent().isPresent()) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            "there is an index in " + folder.root() + " already: open it, or name a new folder");
      }
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(folder, catalog, "empty", settings)) {
      builder.finish();
    }
    return openForWriting(folder, settings);
  }

  @Override
  public ClassCatalog catalog() {
    return catalog;
  }

  @Override
  public RetrievalSummary retrieve(
      RetrievalRequest request, Patience patience, Consumer<SegmentMatches> each) {
    return retrieve(request, patience, each, false);
  }

  /// Answers from the exact score of every unit, for checks: the slow twin of
  /// [#retrieve(RetrievalRequest, Patience, Consumer)].
  public RetrievalSummary retrieveExhaustively(
      RetrievalRequest request, Patience patience, Consumer<SegmentMatches> each) {
    return retrieve(request, patience, each, true);
  }

  private RetrievalSummary retrieve(
      RetrievalRequest request,
      Patience patience,
      Consumer<SegmentMatches> each,
      boolean exhaustively) {
    requireCatalog(request.catalogFingerprint());
    List<Target> targets = new ArrayList<>();
    List<Segment> segments = segments(request);
    for (Segment segment : segments) {
      long boxArea = NativeScale.of(request).boxArea(segment.box());
      targets.add(new Target(segment.classId(), SquareMask.of(segment.mask()), boxArea));
    }
    Patience allowed =
        request.timeAllowed().map(time -> Patience.of(time, () -> false)).orElse(patience);
    return reading(
        request.snapshot(),
        view -> {
          BoundedSearch search =
              new BoundedSearch(
                  view.searcher(),
                  UnitSelection.of(request.filter()),
                  request.matches(),
                  () -> allowed.isOver() || patience.isOver());
          if (exhaustively) {
            search = search.exhaustive();
          }
          Effort effort = Effort.NONE;
          for (int i = 0; i < targets.size(); i++) {
            BoundedSearch.Outcome outcome = search.answer(targets.get(i));
            patience.check("segment " + (i + 1) + " of " + targets.size() + " was answered");
            effort = effort.plus(outcome.effort());
            each.accept(new SegmentMatches(i, segments.get(i), outcome.answer(), outcome.effort()));
          }
          return new RetrievalSummary(targets.size(), view.generation(), effort);
        });
  }

  private void requireCatalog(Optional<String> fingerprint) {
    if (fingerprint.isPresent() && !fingerprint.get().equals(catalog.fingerprint())) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "catalog_fingerprint",
          "catalogue fingerprint "
              + fingerprint.get()
              + ": this index is of "
              + catalog
              + " with fingerprint "
              + catalog.fingerprint()
              + "; ask with its classes, or ask an index of yours");
    }
  }

  private List<Segment> segments(RetrievalRequest request) {
    return switch (request.query()) {
      case Query.WholeMap(var map) -> segmenter.cut(map);
      case Query.Masks(var segments) -> {
        segments.forEach(this::requireClass);
        yield segments;
      }
    };
  }

  private void requireClass(Segment segment) {
    if (catalog.byClassId(segment.classId()).isEmpty()) {
      throw new FaultException(
          Fault.UNKNOWN,
          "class " + segment.classId(),
          "class " + segment.classId() + " is not in " + catalog + ": ask for one of its classes");
    }
  }

  @Override
  public void fetch(List<String> unitIds, Patience patience, Consumer<RetrievalUnit> each) {
    fetch(unitIds, Optional.empty(), patience, each);
  }

  @Override
  public void fetch(
      List<String> unitIds,
      Optional<String> snapshot,
      Patience patience,
      Consumer<RetrievalUnit> each) {
    reading(
        snapshot,
        view -> {
          for (String id : unitIds) {
            patience.check("unit " + id + " was read");
            each.accept(
                StoredUnit.find(view.reader(), id)
                    .orElseThrow(
                        () ->
                            new FaultException(
                                Fault.UNKNOWN,
                                id,
                                "no unit '"
                                    + id
                                    + "' in generation "
                                    + view.generation()
                                    + " of this index: search again for ids that exist")));
          }
          return unitIds.size();
        });
  }

  @Override
  public IndexStatistics statistics() {
    return reading(Optional.empty(), Counts::of);
  }

  @Override
  public Change put(List<RetrievalUnit> units, Acknowledgement acknowledgement) {
    return changes.put(units, acknowledgement);
  }

  @Override
  public Change delete(List<String> unitIds, Acknowledgement acknowledgement) {
    return changes.delete(unitIds, acknowledgement);
  }

  @Override
  public Takedown deleteSources(List<String> sources, Acknowledgement acknowledgement) {
    return changes.deleteSources(sources, acknowledgement);
  }

  @Override
  public Snapshot createSnapshot(String name) {
    return changes.createSnapshot(name);
  }

  @Override
  public List<Snapshot> snapshots() {
    return changes.snapshots();
  }

  @Override
  public Change restoreSnapshot(String name) {
    return changes.restoreSnapshot(name);
  }

  @Override
  public Change dropSnapshot(String name) {
    return changes.dropSnapshot(name);
  }

  /// Reads from one state of the index.
  @FunctionalInterface
  private interface Reading<T> {
    T from(View view) throws IOException;
  }

  private <T> T reading(Optional<String> snapshot, Reading<T> reading) {
    try (View view = views.of(snapshot)) {
      return reading.from(view);
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    } catch (AlreadyClosedException e) {
      throw Damage.closed(folder.root(), e);
    }
  }

  /// Ends reading and writing; changes that were only visible become durable. A question being
  /// answered is still answered.
  @Override
  public void close() {
    try {
      views.close();
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
  }
}
