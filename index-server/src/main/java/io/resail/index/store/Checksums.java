package io.resail.index.store;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;

/// Compares the bytes of whole Lucene files with the checksums at their ends.
final class Checksums {
  private static final long CHUNK = 1 << 30;

  private Checksums() {}

  /// Reads every byte of a file.
  ///
  /// @throws IOException a [CorruptIndexException] naming the file if a byte is not as it was
  ///     written
  static void check(Directory directory, String file) throws IOException {
    try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
      check(input);
    }
  }

  private static void check(IndexInput input) throws IOException {
    if (input.length() < CodecUtil.footerLength()
        || !(input instanceof MemorySegmentAccessInput mapped)) {
      CodecUtil.checksumEntireFile(input);
      return;
    }
    long covered = input.length() - Long.BYTES;
    MemorySegment bytes = mapped.segmentSliceOrNull(0, covered);
    if (bytes == null) {
      // Mapped in parts: Lucene reads across them, more slowly.
      CodecUtil.checksumEntireFile(input);
      return;
    }
    CRC32 crc = new CRC32();
    for (long at = 0; at < covered; at += CHUNK) {
      crc.update(bytes.asSlice(at, Math.min(CHUNK, covered - at)).asByteBuffer());
    }
    long written = CodecUtil.retrieveChecksum(input);
    if (written != crc.getValue()) {
      throw new CorruptIndexException(
          "checksum "
              + Long.toHexString(crc.getValue())
              + ", written as "
              + Long.toHexString(written),
          input);
    }
  }
}
