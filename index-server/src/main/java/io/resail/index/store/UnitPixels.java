package io.resail.index.store;

import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.retrieval.RetrievalUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/// The part of a unit that only fetching reads: class, split, licence, tags, mask and pixels.
///
/// Stored: the class and the names, then, compressed in one stream, the mask's words and the
/// [Residuals] of the pixels inside the mask, row after row. Pixels outside the mask are 0 by
/// contract and are not stored.
final class UnitPixels {
  private UnitPixels() {}

  static BytesRef encode(RetrievalUnit unit) {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    byte[] words = words(unit.mask());
    byte[] inside = inside(unit.mask(), unit.pixels());
    Residuals.of(inside);
    byte[] packed = deflate(words, inside);
    try {
      out.writeVInt(unit.classId());
      out.writeString(unit.split());
      out.writeString(unit.licence());
      out.writeSetOfStrings(unit.tags());
      out.writeVInt(words.length + inside.length);
      out.writeVInt(packed.length);
      out.writeBytes(packed, packed.length);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return new BytesRef(out.toArrayCopy());
  }

  static RetrievalUnit decode(UnitCard card, BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    int classId = in.readVInt();
    String split = in.readString();
    String licence = in.readString();
    Set<String> tags = new HashSet<>(in.readSetOfStrings());
    byte[] plain = new byte[in.readVInt()];
    int length = in.readVInt();
    inflate(bytes.bytes, in.getPosition(), length, plain);
    int width = card.box().width();
    int height = card.box().height();
    ByteArrayDataInput from = new ByteArrayDataInput(plain);
    long[] words = new long[(width * height + 63) >>> 6];
    for (int i = 0; i < words.length; i++) {
      words[i] = from.readLong();
    }
    Mask mask = Mask.ofWords(width, height, words);
    int at = from.getPosition();
    Residuals.restore(plain, at);
    byte[] samples = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      if ((words[i >>> 6] >>> i & 1) != 0) {
        System.arraycopy(plain, at, samples, 3 * i, 3);
        at += 3;
      }
    }
    return new RetrievalUnit(
        card.id(),
        classId,
        card.source(),
        split,
        card.box(),
        mask,
        RgbImage.wrap(width, height, samples),
        licence,
        tags);
  }

  private static byte[] words(Mask mask) {
    long[] words = mask.toWords();
    byte[] bytes = new byte[words.length * Long.BYTES];
    int at = 0;
    for (long word : words) {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bytes[at++] = (byte) (word >>> shift);
      }
    }
    return bytes;
  }

  private static byte[] inside(Mask mask, RgbImage pixels) {
    byte[] samples = pixels.toSamples();
    long[] words = mask.toWords();
    byte[] inside = new byte[3 * mask.area()];
    int at = 0;
    for (int i = 0; i < mask.width() * mask.height(); i++) {
      if ((words[i >>> 6] >>> i & 1) != 0) {
        System.arraycopy(samples, 3 * i, inside, at, 3);
        at += 3;
      }
    }
    return inside;
  }

  /// The mask repeats itself from row to row; residuals do not, and looking for repeats in them
  /// costs time and space.
  private static byte[] deflate(byte[] words, byte[] residuals) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      ByteBuffersDataOutput out = new ByteBuffersDataOutput();
      byte[] chunk = new byte[1 << 14];
      deflater.setInput(words);
      int written = chunk.length;
      while (written == chunk.length) {
        written = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
        out.writeBytes(chunk, written);
      }
      deflater.setStrategy(Deflater.HUFFMAN_ONLY);
      deflater.setInput(residuals);
      deflater.finish();
      while (!deflater.finished()) {
        out.writeBytes(chunk, deflater.deflate(chunk));
      }
      return out.toArrayCopy();
    }
  }

  private static void inflate(byte[] bytes, int offset, int length, byte[] plain)
      throws IOException {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(bytes, offset, length);
      int filled = 0;
      while (filled < plain.length) {
        int read = inflater.inflate(plain, filled, plain.length - filled);
        if (read == 0) {
          throw new IOException("pixels end after " + filled + " of " + plain.length + " bytes");
        }
        filled += read;
      }
    } catch (DataFormatException e) {
      throw new IOException("pixels are not in their compressed form", e);
    }
  }
}
