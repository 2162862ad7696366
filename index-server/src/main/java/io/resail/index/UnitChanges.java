package io.resail.index;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.store.Damage;
import io.resail.index.store.IndexFolder;
import io.resail.index.store.StoredUnit;
import io.resail.index.store.UnitFields;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.store.AlreadyClosedException;

/// Changes of an index as its callers ask for them: checked, then made. Any thread.
///
/// @param views tell the snapshots
/// @param written empty if the index is open for reading
record UnitChanges(
    IndexFolder folder, ClassCatalog catalog, Views views, Optional<WrittenUnits> written)
    implements UnitStore {
  @Override
  public Change put(List<RetrievalUnit> units, Acknowledgement acknowledgement) {
    List<Document> documents = new ArrayList<>();
    for (RetrievalUnit unit : units) {
      requireClass(unit);
      documents.add(StoredUnit.document(unit));
    }
    Change change =
        writing(
            to ->
                to.change(
                    writer -> {
                      for (int i = 0; i < documents.size(); i++) {
                        writer.put(units.get(i).id(), documents.get(i));
                      }
                    },
                    acknowledgement));
    return new Change(units.size(), change.generation());
  }

  private void requireClass(RetrievalUnit unit) {
    if (catalog.byClassId(unit.classId()).isEmpty()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "units",
          "unit '"
              + unit.id()
              + "' of class "
              + unit.classId()
              + ", which is not in "
              + catalog
              + ": put units of its classes only");
    }
  }

  @Override
  public Change delete(List<String> unitIds, Acknowledgement acknowledgement) {
    return writing(
        to -> to.change(writer -> writer.delete(UnitFields.ID, unitIds), acknowledgement));
  }

  @Override
  public Takedown deleteSources(List<String> sources, Acknowledgement acknowledgement) {
    return writing(to -> to.takedown(sources, acknowledgement));
  }

  @Override
  public Snapshot createSnapshot(String name) {
    return writing(to -> to.createSnapshot(name));
  }

  @Override
  public List<Snapshot> snapshots() {
    return guarded(views::snapshots);
  }

  @Override
  public Change restoreSnapshot(String name) {
    return writing(to -> to.restoreSnapshot(name));
  }

  @Override
  public Change dropSnapshot(String name) {
    return writing(to -> to.dropSnapshot(name));
  }

  /// A change that gives a result.
  @FunctionalInterface
  private interface Writing<T> {
    T to(WrittenUnits units) throws IOException;
  }

  private <T> T writing(Writing<T> change) {
    WrittenUnits units =
        written.orElseThrow(
            () ->
                new FaultException(
                    Fault.WRONG_INPUT,
                    "index " + folder.root() + " is open for reading: open it for writing"));
    return guarded(() -> change.to(units));
  }

  /// A use of the folder.
  @FunctionalInterface
  private interface Use<T> {
    T made() throws IOException;
  }

  private <T> T guarded(Use<T> use) {
    try {
      return use.made();
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    } catch (AlreadyClosedException e) {
      throw Damage.closed(folder.root(), e);
    }
  }
}
