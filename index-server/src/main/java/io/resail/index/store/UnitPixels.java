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
/// Stored: the class and the names, the mask's words, then the pixels inside the mask, row after
/// row, compressed.
/// Pixels outside the mask are 0 by contract and are not stored.
final class UnitPixels {
  private UnitPixels() {}

  static BytesRef encode(RetrievalUnit unit) {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    byte[] plain = plain(unit.mask(), unit.pixels());
    byte[] packed = deflate(plain);
    try {
      out.writeVInt(unit.classId());
      out.writeString(unit.split());
      out.writeString(unit.licence());
      out.writeSetOfStrings(unit.tags());
      out.writeVInt(plain.length);
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
    byte[] samples = new byte[3 * width * height];
    int at = from.getPosition();
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

  private static byte[] plain(Mask mask, RgbImage pixels) {
    long[] words = mask.toWords();
    byte[] samples = pixels.toSamples();
    byte[] plain = new byte[words.length * Long.BYTES + 3 * mask.area()];
    int at = 0;
    for (long word : words) {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        plain[at++] = (byte) (word >>> shift);
      }
    }
    for (int i = 0; i < mask.width() * mask.height(); i++) {
      if ((words[i >>> 6] >>> i & 1) != 0) {
        System.arraycopy(samples, 3 * i, plain, at, 3);
        at += 3;
      }
    }
    return plain;
  }

  private static byte[] deflate(byte[] plain) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setInput(plain);
      deflater.finish();
      ByteBuffersDataOutput out = new ByteBuffersDataOutput();
      byte[] chunk = new byte[1 << 14];
      while (!deflater.finished()) {
        out.writeBytes(chunk, 0, deflater.deflate(chunk));
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
