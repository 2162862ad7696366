package io.resail.client;

import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrievalUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Units in messages of at most so many bytes, each with at least one unit. One thread.
final class UnitBatches implements Iterator<PutUnitsRequest> {
  private final Iterator<RetrievalUnit> units;
  private final PutUnitsRequest frame;
  private final int mostBytes;
  private Optional<RetrievalUnit> held = Optional.empty();

  /// The batches of these units.
  ///
  /// @param frame what each message says besides its units
  UnitBatches(Iterator<RetrievalUnit> units, PutUnitsRequest frame, int mostBytes) {
    this.units = units;
    this.frame = frame;
    this.mostBytes = mostBytes;
  }

  @Override
  public boolean hasNext() {
    return held.isPresent() || units.hasNext();
  }

  @Override
  public PutUnitsRequest next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more batches");
    }
    RetrievalUnit first = held.orElseGet(units::next);
    held = Optional.empty();
    PutUnitsRequest.Builder batch = frame.toBuilder().addUnits(first);
    long bytes = first.getSerializedSize();
    while (units.hasNext()) {
      RetrievalUnit unit = units.next();
      bytes += unit.getSerializedSize();
      if (bytes > mostBytes) {
        held = Optional.of(unit);
        return batch.build();
      }
      batch.addUnits(unit);
    }
    return batch.build();
  }
}
