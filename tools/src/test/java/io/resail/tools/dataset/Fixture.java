package io.resail.tools.dataset;

import io.resail.raster.RgbImage;
import io.resail.testing.RawPng;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Small data sets on disk, file by file.
record Fixture(Path dir) {
  Path put(String name, byte[] bytes) {
    Path file = dir.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path text(String name, String text) {
    return put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A JPEG or, by its ending, PNG of one colour.
  Path picture(String name, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, 0x6080a0);
      }
    }
    return put(name, encoded(picture, name.endsWith(".png") ? "png" : "jpeg"));
  }

  Path grey(String name, int width, int height, int... values) {
    return put(name, RawPng.of(width, height, 8, 0).bytes(values));
  }

  Path grey16(String name, int width, int height, int... values) {
    return put(name, RawPng.of(width, height, 16, 0).bytes(values));
  }

  /// An RGB PNG of 0xRRGGBB values.
  Path rgb(String name, int width, int height, int... colours) {
    int[] samples = new int[3 * colours.length];
    for (int i = 0; i < colours.length; i++) {
      samples[3 * i] = colours[i] >> 16 & 0xff;
      samples[3 * i + 1] = colours[i] >> 8 & 0xff;
      samples[3 * i + 2] = colours[i] & 0xff;
    }
    return put(name, RawPng.of(width, height, 8, 2).bytes(samples));
  }

  DatasetLocation as(DatasetKind kind) {
    return new DatasetLocation(kind, dir);
  }

  static byte[] encoded(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// A JPEG of four channels as Adobe's programs write it: inks stored from 255 (none) to 0 (full).
  static byte[] cmykJpeg(WritableRaster inks) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, List.of(), null), null);
    } finally {
      writer.dispose();
    }
    byte[] plain = bytes.toByteArray();
    ByteArrayOutputStream marked = new ByteArrayOutputStream();
    marked.write(plain, 0, 2);
    // Segment APP14 of 14 bytes: "Adobe", version 100, flags, no transform of the four channels.
    marked.write(HexFormat.of().parseHex("ffee000e41646f626500640000000000"));
    marked.write(plain, 2, plain.length - 2);
    return marked.toByteArray();
  }

  /// The largest difference of two pictures of one size.
  static int difference(RgbImage one, RgbImage other) {
    byte[] a = one.toSamples();
    byte[] b = other.toSamples();
    int largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
    }
    return largest;
  }
}
