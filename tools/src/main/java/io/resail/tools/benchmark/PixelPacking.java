package io.resail.tools.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.compress.LZ4;

/// A way to keep samples of 3 bytes a pixel, as they are or as what is left when each pixel is
/// predicted by the one before. Immutable, any thread.
abstract class PixelPacking {
  private final String name;
  private final boolean predicted;

  private PixelPacking(String name, boolean predicted) {
    this.name = name + (predicted ? ", predicted" : "");
    this.predicted = predicted;
  }

  String name() {
    return name;
  }

  byte[] pack(byte[] samples) throws IOException {
    byte[] bytes = samples.clone();
    if (predicted) {
      predict(bytes);
    }
    return squeeze(bytes);
  }

  byte[] unpack(byte[] packed, int length) throws IOException {
    byte[] bytes = expand(packed, length);
    if (predicted) {
      restore(bytes);
    }
    return bytes;
  }

  abstract byte[] squeeze(byte[] bytes) throws IOException;

  abstract byte[] expand(byte[] packed, int length) throws IOException;

  private static void predict(byte[] samples) {
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] -= samples[i + 1];
      samples[i + 2] -= samples[i + 1];
    }
    for (int i = samples.length - 1; i >= 3; i--) {
      samples[i] -= samples[i - 3];
    }
  }

  private static void restore(byte[] samples) {
    for (int i = 3; i < samples.length; i++) {
      samples[i] += samples[i - 3];
    }
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] += samples[i + 1];
      samples[i + 2] += samples[i + 1];
    }
  }

  static PixelPacking plain() {
    return new PixelPacking("plain", false) {
      @Override
      byte[] squeeze(byte[] bytes) {
        return bytes;
      }

      @Override
      byte[] expand(byte[] packed, int length) {
        return packed.clone();
      }
    };
  }

  /// @param strategy of [Deflater]
  static PixelPacking deflated(boolean predicted, int strategy) {
    String name = strategy == Deflater.HUFFMAN_ONLY ? "Huffman" : "deflate";
    return new PixelPacking(name, predicted) {
      @Override
      byte[] squeeze(byte[] bytes) throws IOException {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
          deflater.setStrategy(strategy);
          deflater.setInput(bytes);
          deflater.finish();
          ByteBuffersDataOutput out = new ByteBuffersDataOutput();
          byte[] chunk = new byte[1 << 14];
          while (!deflater.finished()) {
            out.writeBytes(chunk, deflater.deflate(chunk));
          }
          return out.toArrayCopy();
        }
      }

      @Override
      byte[] expand(byte[] packed, int length) throws IOException {
        byte[] bytes = new byte[length];
        try (Inflater inflater = new Inflater(true)) {
          inflater.setInput(packed);
          int filled = 0;
          while (filled < length && !inflater.finished()) {
            filled += inflater.inflate(bytes, filled, length - filled);
          }
          return bytes;
        } catch (DataFormatException e) {
          throw new IOException("not what was packed", e);
        }
      }
    };
  }

  static PixelPacking lz4(boolean predicted) {
    return new PixelPacking("LZ4", predicted) {
      @Override
      byte[] squeeze(byte[] bytes) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        LZ4.compress(bytes, 0, bytes.length, out, new LZ4.FastCompressionHashTable());
        return out.toArrayCopy();
      }

      @Override
      byte[] expand(byte[] packed, int length) throws IOException {
        // It may write a few bytes past the end.
        byte[] bytes = new byte[length + Long.BYTES];
        LZ4.decompress(new ByteArrayDataInput(packed), length, bytes, 0);
        return Arrays.copyOf(bytes, length);
      }
    };
  }
}
