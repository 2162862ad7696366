package io.resail.index.store;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.apache.lucene.util.IOUtils;

/// A data file of [ShapeFormat], checked and mapped. Any thread reads the data until it is closed.
///
/// @param input the file
/// @param data its bytes between header and footer
record MappedFile(IndexInput input, MemorySegment data) implements Closeable {
  static MappedFile open(SegmentReadState state, String extension, DataAccessHint access)
      throws IOException {
    IndexInput input =
        state.directory.openInput(
            ShapeFormat.fileName(state.segmentInfo.name, state.segmentSuffix, extension),
            state.context.withHints(FileTypeHint.DATA, access));
    try {
      CodecUtil.checkIndexHeader(
          input,
          ShapeFormat.codecName(extension),
          ShapeFormat.VERSION,
          ShapeFormat.VERSION,
          state.segmentInfo.getId(),
          state.segmentSuffix);
      CodecUtil.retrieveChecksum(input);
      return new MappedFile(input, data(input));
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(input);
      throw e;
    }
  }

  /// The bytes where they are mapped; a directory that maps nothing gives a copy.
  private static MemorySegment data(IndexInput input) throws IOException {
    long length = input.length() - CodecUtil.footerLength() - ShapeFormat.DATA_AT;
    if (input instanceof MemorySegmentAccessInput mapped) {
      MemorySegment slice = mapped.segmentSliceOrNull(ShapeFormat.DATA_AT, length);
      if (slice != null) {
        return slice;
      }
    }
    byte[] copy = new byte[Math.toIntExact(length)];
    IndexInput reading = input.clone();
    reading.seek(ShapeFormat.DATA_AT);
    reading.readBytes(copy, 0, copy.length);
    return MemorySegment.ofArray(copy);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
