package io.resail.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// PNG files of any colour type and bit depth, written chunk by chunk from the raw samples, so that
/// a reader is tested against the file format and not against a writer of the same library.
public final class RawPng {
  private final int width;
  private final int height;
  private final int depth;
  private final int type;
  private final int[] palette;
  private final byte[] transparency;

  private RawPng(int width, int height, int depth, int type, int[] palette, byte[] transparency) {
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.type = type;
    this.palette = palette;
    this.transparency = transparency;
  }

  /// A PNG without palette and transparency.
  ///
  /// @param depth bits a sample: 1, 2, 4, 8 or 16
  /// @param type the PNG colour type: 0 grey, 2 RGB, 4 grey and alpha, 6 RGB and alpha
  public static RawPng of(int width, int height, int depth, int type) {
    return new RawPng(width, height, depth, type, new int[0], new byte[0]);
  }

  /// A palette PNG of the given colours, 0xRRGGBB.
  public static RawPng palette(int width, int height, int depth, int... colours) {
    return new RawPng(width, height, depth, 3, colours.clone(), new byte[0]);
  }

  /// The same with a `tRNS` chunk.
  public RawPng withTransparency(int... bytes) {
    byte[] chunk = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      chunk[i] = (byte) bytes[i];
    }
    return new RawPng(width, height, depth, type, palette, chunk);
  }

  /// Samples a pixel.
  public int channels() {
    return switch (type) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /// The file with the given samples, row after row, channels interleaved.
  public byte[] bytes(int... samples) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(file)) {
      out.writeLong(0x89504e470d0a1a0aL);
      chunk(out, "IHDR", header());
      if (palette.length > 0) {
        ByteArrayOutputStream colours = new ByteArrayOutputStream();
        for (int rgb : palette) {
          colours.write(rgb >> 16);
          colours.write(rgb >> 8);
          colours.write(rgb);
        }
        chunk(out, "PLTE", colours.toByteArray());
      }
      if (transparency.length > 0) {
        chunk(out, "tRNS", transparency);
      }
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
        deflater.write(rows(samples));
      }
      chunk(out, "IDAT", packed.toByteArray());
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(header)) {
      out.writeInt(width);
      out.writeInt(height);
      out.write(new byte[] {(byte) depth, (byte) type, 0, 0, 0});
    }
    return header.toByteArray();
  }

  private byte[] rows(int[] samples) {
    int inRow = width * channels();
    int stride = 1 + (inRow * depth + 7) / 8;
    byte[] rows = new byte[height * stride];
    for (int i = 0; i < samples.length; i++) {
      int start = i / inRow * stride + 1;
      int bit = i % inRow * depth;
      if (depth == 16) {
        rows[start + bit / 8] = (byte) (samples[i] >> 8);
        rows[start + bit / 8 + 1] = (byte) samples[i];
      } else {
        rows[start + bit / 8] |= (byte) (samples[i] << (8 - depth - bit % 8));
      }
    }
    return rows;
  }

  private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
    byte[] tag = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(tag);
    sum.update(content);
    out.writeInt(content.length);
    out.write(tag);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}
