package io.resail.index.store;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Doc values laid out for the search: descriptors in blocks of 64 units, finer cells and sparse
/// masks each in a file of their own, all read where they are mapped.
///
/// To Lucene these are the binary values of [UnitFields#DESCRIPTOR] and [UnitFields#SQUARE], one
/// for each document: merging, checking and a search that knows nothing of this format read them as
/// such. Units of a class lie in *runs*, which index sorting makes one of; every run begins a
/// block.
/// Each file has Lucene's header and footer with checksum; data begins at a multiple of 4,096
/// bytes.
///
/// ```
/// .sbk  blocks    UnitBlock for each block
/// .scl  cells     64 bytes for each place: the 8 x 8 counts
/// .sqo  offsets   4 bytes for each document: where its mask begins, in units of 8 bytes
/// .sqm  masks     SparseSquare for each document, in their order, then 64 zero bytes
/// .smt  meta      documents, runs, and smallest and largest area and count of each block
/// ```
///
/// Lucene finds it by its name in `META-INF/services`; immutable, any thread.
public final class ShapeFormat extends DocValuesFormat {
  /// Its name in the index, and in the names of its files.
  static final String NAME = "ResailShapes";

  static final int VERSION = 0;

  /// Where data begins in every file but the meta.
  static final int DATA_AT = 4096;

  /// Bytes that offsets count in.
  static final int OFFSET_UNIT = Long.BYTES;

  /// Bytes that may be read behind the last mask.
  static final int PADDING = 64;

  static final String BLOCKS = "sbk";
  static final String CELLS = "scl";
  static final String OFFSETS = "sqo";
  static final String MASKS = "sqm";
  static final String META = "smt";

  /// For Lucene, which looks formats up by name.
  public ShapeFormat() {
    super(NAME);
  }

  static String fileName(String segment, String suffix, String extension) {
    return IndexFileNames.segmentFileName(segment, suffix, extension);
  }

  static String codecName(String extension) {
    return NAME + "-" + extension;
  }

  @Override
  public DocValuesConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
    return new ShapeWriter(state);
  }

  @Override
  public DocValuesProducer fieldsProducer(SegmentReadState state) throws IOException {
    return new ShapeReader(state);
  }
}
