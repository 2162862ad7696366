package io.resail.index.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// The shapes of an index segment as [ShapeFormat] lays them out. Any thread, while its reader is
/// open.
///
/// @param runs the units, class by class
/// @param summaries of every block
/// @param blocks a [io.resail.index.descriptor.UnitBlock] for each block
/// @param cells 64 bytes for each place of each block
/// @param offsets where masks begin
/// @param masks a [io.resail.index.descriptor.SparseSquare] for each document
public record Shapes(
    List<ClassRun> runs,
    BlockSummaries summaries,
    MemorySegment blocks,
    MemorySegment cells,
    MemorySegment offsets,
    MemorySegment masks) {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Where the mask of a document begins in [#masks].
  public long maskAt(int document) {
    return ShapeFormat.OFFSET_UNIT
        * Integer.toUnsignedLong(offsets.get(INT, (long) Integer.BYTES * document));
  }
}
