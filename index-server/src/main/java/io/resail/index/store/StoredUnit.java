package io.resail.index.store;

import io.resail.index.descriptor.Descriptor;
import io.resail.index.descriptor.SquareMask;
import io.resail.retrieval.RetrievalUnit;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// A unit to and from a Lucene document.
public final class StoredUnit {
  private StoredUnit() {}

  /// The document of a unit.
  public static Document document(RetrievalUnit unit) {
    SquareMask square = SquareMask.of(unit.mask());
    byte[] descriptor = Descriptor.bytes(unit.classId(), unit.box().area(), square);
    Document document = new Document();
    document.add(new StringField(UnitFields.ID, unit.id(), Store.NO));
    document.add(new StringField(UnitFields.CLASS, className(unit.classId()), Store.NO));
    document.add(new NumericDocValuesField(UnitFields.CLASS, unit.classId()));
    document.add(
        new NumericDocValuesField(
            UnitFields.ORDER, UnitOrder.of(unit.classId(), unit.box().area(), square.count())));
    document.add(new StringField(UnitFields.SOURCE, unit.source(), Store.NO));
    document.add(new StringField(UnitFields.SPLIT, unit.split(), Store.NO));
    document.add(new StringField(UnitFields.LICENCE, unit.licence(), Store.NO));
    for (String tag : unit.tags()) {
      document.add(new StringField(UnitFields.TAG, tag, Store.NO));
    }
    document.add(new IntPoint(UnitFields.AREA, unit.mask().area()));
    document.add(new BinaryDocValuesField(UnitFields.DESCRIPTOR, new BytesRef(descriptor)));
    document.add(new BinaryDocValuesField(UnitFields.SQUARE, new BytesRef(square.toBytes())));
    document.add(
        new BinaryDocValuesField(
            UnitFields.CARD, new UnitCard(unit.id(), unit.source(), unit.box()).encode()));
    document.add(
        new BinaryDocValuesField(
            UnitFields.PIXELS, UnitSeal.sealed(unit.id(), UnitPixels.encode(unit))));
    return document;
  }

  /// The term of a class in [UnitFields#CLASS].
  public static String className(int classId) {
    return Integer.toString(classId);
  }

  /// The whole unit with that id, if it is there.
  public static Optional<RetrievalUnit> find(IndexReader reader, String id) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum postings =
          leaf.reader().postings(new Term(UnitFields.ID, id), PostingsEnum.NONE);
      if (postings == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          UnitCard card = UnitCard.decode(value(leaf.reader(), UnitFields.CARD, doc));
          return Optional.of(UnitPixels.decode(card, pixels(leaf.reader(), card, doc)));
        }
      }
    }
    return Optional.empty();
  }

  /// The bytes of a unit's pixels.
  ///
  /// @throws IOException naming the unit if they are not as they were written
  static BytesRef pixels(LeafReader leaf, UnitCard card, int document) throws IOException {
    try {
      return UnitSeal.opened(card.id(), value(leaf, UnitFields.PIXELS, document));
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      // A flipped byte in the places of pixels, where Lucene looks no closer.
      throw new CorruptIndexException("pixels lie outside their file", "unit " + card.id(), e);
    }
  }

  static BytesRef value(LeafReader leaf, String field, int document) throws IOException {
    BinaryDocValues values = DocValues.getBinary(leaf, field);
    if (!values.advanceExact(document)) {
      throw new IOException("document " + document + " has no value of field " + field);
    }
    return values.binaryValue();
  }
}
