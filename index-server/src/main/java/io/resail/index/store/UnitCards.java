package io.resail.index.store;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;

/// The cards of the documents of a reader, in any order. One thread.
public final class UnitCards {
  private final List<LeafReaderContext> leaves;
  private final BinaryDocValues[] values;

  /// The cards of a reader.
  public UnitCards(IndexReader reader) {
    this.leaves = reader.leaves();
    this.values = new BinaryDocValues[leaves.size()];
  }

  /// The card of a document.
  public UnitCard of(int document) throws IOException {
    int ord = ReaderUtil.subIndex(document, leaves);
    LeafReaderContext leaf = leaves.get(ord);
    int inLeaf = document - leaf.docBase;
    // Values are walked forwards only.
    if (values[ord] == null || values[ord].docID() > inLeaf) {
      values[ord] = DocValues.getBinary(leaf.reader(), UnitFields.CARD);
    }
    if (!values[ord].advanceExact(inLeaf)) {
      throw new IOException("document " + document + " has no card");
    }
    return UnitCard.decode(values[ord].binaryValue());
  }
}
