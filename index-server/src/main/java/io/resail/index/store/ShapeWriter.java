package io.resail.index.store;

import io.resail.index.descriptor.Descriptor;
import io.resail.index.descriptor.DescriptorSpace;
import io.resail.index.descriptor.SparseSquare;
import io.resail.index.descriptor.UnitBlock;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;

/// Writes the files of [ShapeFormat], for new units and for merged index segments alike. One
/// thread.
final class ShapeWriter extends DocValuesConsumer {
  private final SegmentWriteState state;
  private final List<ClassRun> runs = new ArrayList<>();
  private final BlockSummaries summaries = new BlockSummaries();

  ShapeWriter(SegmentWriteState state) {
    this.state = state;
  }

  @Override
  public void addBinaryField(FieldInfo field, DocValuesProducer values) throws IOException {
    switch (field.name) {
      case UnitFields.DESCRIPTOR -> writeDescriptors(values.getBinary(field));
      case UnitFields.SQUARE -> writeMasks(values.getBinary(field));
      default -> throw unsuitable(field);
    }
  }

  private void writeDescriptors(BinaryDocValues values) throws IOException {
    try (IndexOutput blocks = data(ShapeFormat.BLOCKS);
        IndexOutput cells = data(ShapeFormat.CELLS)) {
      OpenBlock block = new OpenBlock(blocks, cells);
      for (int document = 0; document < state.segmentInfo.maxDoc(); document++) {
        BytesRef descriptor = next(values, document, Descriptor.BYTES);
        int classId = Descriptor.classId(descriptor.bytes, descriptor.offset);
        if (runs.isEmpty() || runs.getLast().classId() != classId) {
          block.end();
          runs.add(new ClassRun(classId, document, 0, summaries.size()));
        }
        ClassRun run = runs.removeLast();
        runs.add(new ClassRun(classId, run.firstDocument(), run.size() + 1, run.firstBlock()));
        block.add(descriptor);
      }
      block.end();
      CodecUtil.writeFooter(blocks);
      CodecUtil.writeFooter(cells);
    }
    writeMeta();
  }

  /// The block that units are put into until it is full or its run ends.
  private final class OpenBlock {
    private final IndexOutput blocks;
    private final IndexOutput cells;
    private final byte[] bytes = new byte[UnitBlock.BYTES];
    private final byte[] cellBytes = new byte[UnitBlock.UNITS * DescriptorSpace.CELLS];
    private final int[] areas = new int[UnitBlock.UNITS];
    private final int[] counts = new int[UnitBlock.UNITS];
    private int units;

    OpenBlock(IndexOutput blocks, IndexOutput cells) {
      this.blocks = blocks;
      this.cells = cells;
    }

    void add(BytesRef descriptor) throws IOException {
      UnitBlock.put(MemorySegment.ofArray(bytes), units, descriptor.bytes, descriptor.offset);
      for (int cell = 0; cell < DescriptorSpace.CELLS; cell++) {
        cellBytes[units * DescriptorSpace.CELLS + cell] =
            (byte) Descriptor.cell(descriptor.bytes, descriptor.offset, cell);
      }
      areas[units] = Descriptor.boxArea(descriptor.bytes, descriptor.offset);
      counts[units] = Descriptor.count(descriptor.bytes, descriptor.offset);
      units++;
      if (units == UnitBlock.UNITS) {
        end();
      }
    }

    void end() throws IOException {
      if (units == 0) {
        return;
      }
      summaries.add(areas, counts, units);
      blocks.writeBytes(bytes, bytes.length);
      cells.writeBytes(cellBytes, cellBytes.length);
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(cellBytes, (byte) 0);
      units = 0;
    }
  }

  private void writeMeta() throws IOException {
    try (IndexOutput meta = output(ShapeFormat.META)) {
      meta.writeVInt(state.segmentInfo.maxDoc());
      meta.writeVInt(runs.size());
      for (ClassRun run : runs) {
        meta.writeVInt(run.classId());
        meta.writeVInt(run.size());
      }
      summaries.write(meta);
      CodecUtil.writeFooter(meta);
    }
  }

  private void writeMasks(BinaryDocValues values) throws IOException {
    byte[] sparse = new byte[SparseSquare.MOST_BYTES];
    try (IndexOutput offsets = data(ShapeFormat.OFFSETS);
        IndexOutput masks = data(ShapeFormat.MASKS)) {
      long start = masks.getFilePointer();
      for (int document = 0; document < state.segmentInfo.maxDoc(); document++) {
        BytesRef mask = next(values, document, DescriptorSpace.MASK_BYTES);
        long offset = (masks.getFilePointer() - start) / ShapeFormat.OFFSET_UNIT;
        if (offset >>> Integer.SIZE != 0) {
          throw new IllegalStateException(
              "masks of an index segment take more than 32 GiB: let segments be smaller");
        }
        offsets.writeInt((int) offset);
        masks.writeBytes(sparse, SparseSquare.encode(mask.bytes, mask.offset, sparse));
      }
      masks.writeBytes(new byte[ShapeFormat.PADDING], ShapeFormat.PADDING);
      CodecUtil.writeFooter(offsets);
      CodecUtil.writeFooter(masks);
    }
  }

  private static BytesRef next(BinaryDocValues values, int document, int length)
      throws IOException {
    if (values.nextDoc() != document || values.binaryValue().length != length) {
      throw new IllegalStateException(
          "document "
              + document
              + " is followed by "
              + (values.docID() == DocIdSetIterator.NO_MORE_DOCS ? "none" : values.docID())
              + ": every unit needs a value of "
              + length
              + " bytes");
    }
    return values.binaryValue();
  }

  private IndexOutput data(String extension) throws IOException {
    IndexOutput out = output(extension);
    try {
      pad(out, ShapeFormat.DATA_AT - out.getFilePointer());
      return out;
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(out);
      throw e;
    }
  }

  private static void pad(DataOutput out, long bytes) throws IOException {
    out.writeBytes(new byte[Math.toIntExact(bytes)], Math.toIntExact(bytes));
  }

  private IndexOutput output(String extension) throws IOException {
    IndexOutput out =
        state.directory.createOutput(
            ShapeFormat.fileName(state.segmentInfo.name, state.segmentSuffix, extension),
            state.context);
    try {
      CodecUtil.writeIndexHeader(
          out,
          ShapeFormat.codecName(extension),
          ShapeFormat.VERSION,
          state.segmentInfo.getId(),
          state.segmentSuffix);
      return out;
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(out);
      throw e;
    }
  }

  @Override
  public void addNumericField(FieldInfo field, DocValuesProducer values) {
    throw unsuitable(field);
  }

  @Override
  public void addSortedField(FieldInfo field, DocValuesProducer values) {
    throw unsuitable(field);
  }

  @Override
  public void addSortedNumericField(FieldInfo field, DocValuesProducer values) {
    throw unsuitable(field);
  }

  @Override
  public void addSortedSetField(FieldInfo field, DocValuesProducer values) {
    throw unsuitable(field);
  }

  private static UnsupportedOperationException unsuitable(FieldInfo field) {
    return new UnsupportedOperationException(
        "field " + field.name + ": this format holds the binary values of shapes only");
  }

  @Override
  public void close() {}
}
