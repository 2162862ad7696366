package io.resail.index.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/// The values of a field of [ShapeFormat] one after another, and the way to all of them at once.
/// One thread.
public abstract class ShapeValues extends BinaryDocValues {
  private final int documents;
  private int document = -1;

  ShapeValues(int documents) {
    this.documents = documents;
  }

  /// The shapes of an index segment, if it was written in [ShapeFormat].
  public static Optional<Shapes> shapes(LeafReader leaf) throws IOException {
    return leaf.getBinaryDocValues(UnitFields.DESCRIPTOR) instanceof ShapeValues values
        ? Optional.of(values.shapes())
        : Optional.empty();
  }

  abstract Shapes shapes();

  abstract BytesRef valueOf(int document);

  @Override
  public BytesRef binaryValue() {
    return valueOf(document);
  }

  @Override
  public boolean advanceExact(int target) {
    document = target;
    return true;
  }

  @Override
  public int docID() {
    return document;
  }

  @Override
  public int nextDoc() {
    return advance(document + 1);
  }

  @Override
  public int advance(int target) {
    document = target >= documents ? DocIdSetIterator.NO_MORE_DOCS : target;
    return document;
  }

  @Override
  public long cost() {
    return documents;
  }
}
