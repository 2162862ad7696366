package io.resail.index.store;

import io.resail.index.descriptor.Descriptor;
import io.resail.index.descriptor.DescriptorSpace;
import io.resail.index.descriptor.SparseSquare;
import io.resail.index.descriptor.UnitBlock;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;

/// Reads the files of [ShapeFormat]. Any thread; each set of values it gives out is for one thread.
final class ShapeReader extends DocValuesProducer {
  private final int documents;
  private final List<MappedFile> files = new ArrayList<>();
  private final Shapes shapes;

  ShapeReader(SegmentReadState state) throws IOException {
    documents = state.segmentInfo.maxDoc();
    List<ClassRun> runs = new ArrayList<>();
    try {
      BlockSummaries summaries = readMeta(state, runs);
      long places = (long) UnitBlock.UNITS * summaries.size();
      shapes =
          new Shapes(
              List.copyOf(runs),
              summaries,
              map(
                  state,
                  ShapeFormat.BLOCKS,
                  DataAccessHint.SEQUENTIAL,
                  (long) UnitBlock.BYTES * summaries.size()),
              map(state, ShapeFormat.CELLS, DataAccessHint.RANDOM, DescriptorSpace.CELLS * places),
              map(
                  state,
                  ShapeFormat.OFFSETS,
                  DataAccessHint.RANDOM,
                  (long) Integer.BYTES * documents),
              map(state, ShapeFormat.MASKS, DataAccessHint.RANDOM, -1));
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(files);
      throw e;
    }
  }

  private BlockSummaries readMeta(SegmentReadState state, List<ClassRun> runs) throws IOException {
    String name =
        ShapeFormat.fileName(state.segmentInfo.name, state.segmentSuffix, ShapeFormat.META);
    try (ChecksumIndexInput in = state.directory.openChecksumInput(name)) {
      BlockSummaries summaries = new BlockSummaries();
      Throwable failure = null;
      try {
        CodecUtil.checkIndexHeader(
            in,
            ShapeFormat.codecName(ShapeFormat.META),
            ShapeFormat.VERSION,
            ShapeFormat.VERSION,
            state.segmentInfo.getId(),
            state.segmentSuffix);
        int written = in.readVInt();
        int block = 0;
        int document = 0;
        for (int left = in.readVInt(); left > 0; left--) {
          ClassRun run = new ClassRun(in.readVInt(), document, in.readVInt(), block);
          runs.add(run);
          document += run.size();
          block += run.blocks();
        }
        if (written != documents || document != documents) {
          throw new CorruptIndexException(
              written + " documents in runs of " + document + ", need " + documents, in);
        }
        summaries = BlockSummaries.read(in, block);
      } catch (IOException | RuntimeException e) {
        failure = e;
      } finally {
        CodecUtil.checkFooter(in, failure);
      }
      return summaries;
    }
  }

  private MemorySegment map(
      SegmentReadState state, String extension, DataAccessHint access, long length)
      throws IOException {
    MappedFile file = MappedFile.open(state, extension, access);
    files.add(file);
    if (length >= 0 && file.data().byteSize() != length) {
      throw new CorruptIndexException(
          file.data().byteSize() + " bytes of data, need " + length, file.input());
    }
    return file.data();
  }

  @Override
  public BinaryDocValues getBinary(FieldInfo field) {
    return switch (field.name) {
      case UnitFields.DESCRIPTOR -> new Descriptors(documents, shapes);
      case UnitFields.SQUARE -> new Squares(documents, shapes);
      default -> throw unsuitable(field);
    };
  }

  private static final class Descriptors extends ShapeValues {
    private final Shapes shapes;
    private final byte[] cells = new byte[DescriptorSpace.CELLS];
    private final BytesRef value = new BytesRef(new byte[Descriptor.BYTES]);
    private int run;

    Descriptors(int documents, Shapes shapes) {
      super(documents);
      this.shapes = shapes;
    }

    @Override
    Shapes shapes() {
      return shapes;
    }

    @Override
    BytesRef valueOf(int document) {
      ClassRun here = shapes.runs().get(run);
      if (document < here.firstDocument()) {
        run = 0;
        here = shapes.runs().getFirst();
      }
      while (document >= here.firstDocument() + here.size()) {
        run++;
        here = shapes.runs().get(run);
      }
      int place = document - here.firstDocument();
      long block = (long) here.firstBlock() + place / UnitBlock.UNITS;
      int inBlock = place % UnitBlock.UNITS;
      MemorySegment.copy(
          shapes.cells(),
          ValueLayout.JAVA_BYTE,
          DescriptorSpace.CELLS * (block * UnitBlock.UNITS + inBlock),
          cells,
          0,
          cells.length);
      Descriptor.write(
          value.bytes,
          here.classId(),
          UnitBlock.boxArea(shapes.blocks(), block * UnitBlock.BYTES, inBlock),
          UnitBlock.count(shapes.blocks(), block * UnitBlock.BYTES, inBlock),
          cells);
      return value;
    }
  }

  private static final class Squares extends ShapeValues {
    private final Shapes shapes;
    private final byte[] sparse = new byte[SparseSquare.MOST_BYTES];
    private final BytesRef value = new BytesRef(new byte[DescriptorSpace.MASK_BYTES]);

    Squares(int documents, Shapes shapes) {
      super(documents);
      this.shapes = shapes;
    }

    @Override
    Shapes shapes() {
      return shapes;
    }

    @Override
    BytesRef valueOf(int document) {
      long at = shapes.maskAt(document);
      int first = SparseSquare.MOST_BYTES - DescriptorSpace.MASK_BYTES;
      MemorySegment.copy(shapes.masks(), ValueLayout.JAVA_BYTE, at, sparse, 0, first);
      MemorySegment.copy(
          shapes.masks(),
          ValueLayout.JAVA_BYTE,
          at + first,
          sparse,
          first,
          SparseSquare.wordBytes(sparse));
      SparseSquare.decode(sparse, value.bytes);
      return value;
    }
  }

  @Override
  public void checkIntegrity() throws IOException {
    for (MappedFile file : files) {
      CodecUtil.checksumEntireFile(file.input());
    }
  }

  @Override
  public NumericDocValues getNumeric(FieldInfo field) {
    throw unsuitable(field);
  }

  @Override
  public SortedDocValues getSorted(FieldInfo field) {
    throw unsuitable(field);
  }

  @Override
  public SortedNumericDocValues getSortedNumeric(FieldInfo field) {
    throw unsuitable(field);
  }

  @Override
  public SortedSetDocValues getSortedSet(FieldInfo field) {
    throw unsuitable(field);
  }

  @Override
  public DocValuesSkipper getSkipper(FieldInfo field) {
    throw unsuitable(field);
  }

  private static UnsupportedOperationException unsuitable(FieldInfo field) {
    return new UnsupportedOperationException(
        "field " + field.name + ": this format holds the binary values of shapes only");
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(files.toArray(Closeable[]::new));
  }
}
