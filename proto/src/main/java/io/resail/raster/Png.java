package io.resail.raster;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Bytes to grids and back.
///
/// Label maps are read from the raw raster, never through a colour conversion. The size in the
/// header is held
/// against a limit before anything is decompressed.
public final class Png {
  /// More pixels than any data set's images have: 64 megapixels.
  public static final int MOST_PIXELS = 1 << 26;

  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int HEADER_CHUNK = 0x49484452;
  private static final int TRANSPARENCY_CHUNK = 0x74524e53;
  private static final int FIRST_CHUNK = 8;
  private static final int AROUND_CHUNK = 12;

  private Png() {}

  /// What the header promises.
  ///
  /// @param width columns
  /// @param height rows
  public record Size(int width, int height) {
    /// Pixels.
    public long pixels() {
      return (long) width * height;
    }
  }

  /// Reads the size from the header alone.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if the bytes are not a PNG
  public static Size size(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    if (png.length < 29 || bytes.getLong(0) != SIGNATURE || bytes.getInt(12) != HEADER_CHUNK) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          png.length + " bytes that do not begin as a PNG does: send the bytes of a PNG file");
    }
    Size size = new Size(bytes.getInt(16), bytes.getInt(20));
    if (size.width() < 1 || size.height() < 1) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "PNG of " + size.width() + " x " + size.height() + " pixels: need at least 1 x 1");
    }
    return size;
  }

  /// Reads the raw samples.
  ///
  /// @param mostPixels refuse more, before decompressing
  /// @throws FaultException [Fault#WRONG_INPUT] if the bytes are no PNG, too large or broken
  public static Samples readSamples(byte[] png, int mostPixels) {
    Raster raster = decode(png, mostPixels).getRaster();
    int channels = raster.getNumBands();
    return new Samples(
        raster.getWidth(),
        raster.getHeight(),
        channels,
        raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null));
  }

  /// Reads an image: grey is replicated, a palette looked up, alpha dropped, 16 bits cut to the
  /// upper 8.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if the bytes are no PNG, too large or broken
  public static RgbImage readImage(byte[] png, int mostPixels) {
    return image(decode(png, mostPixels));
  }

  /// The image that a decoded picture shows, sample by sample, without a colour conversion.
  public static RgbImage image(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    Raster raster = picture.getRaster();
    byte[] out = new byte[3 * width * height];
    int channels = raster.getNumBands();
    int shift = raster.getSampleModel().getSampleSize(0) == 16 ? 8 : 0;
    int[] row = new int[width * channels];
    for (int y = 0, i = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int at = x * channels;
        if (picture.getColorModel() instanceof IndexColorModel palette) {
          out[i++] = (byte) palette.getRed(row[at]);
          out[i++] = (byte) palette.getGreen(row[at]);
          out[i++] = (byte) palette.getBlue(row[at]);
        } else {
          for (int c = 0; c < 3; c++) {
            out[i++] = (byte) (row[at + (channels < 3 ? 0 : c)] >> shift);
          }
        }
      }
    }
    return RgbImage.wrap(width, height, out);
  }

  private static BufferedImage decode(byte[] png, int mostPixels) {
    Size size = size(png);
    if (size.pixels() > mostPixels) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "PNG of "
              + size.width()
              + " x "
              + size.height()
              + " pixels: at most "
              + mostPixels
              + " pixels are read; send a smaller one");
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(withoutTransparency(png)))) {
      reader.setInput(in, true, true);
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      throw new FaultException(
          Fault.WRONG_INPUT, "PNG that breaks off or is damaged (" + e + "): send it again", e);
    } finally {
      reader.dispose();
    }
  }

  /// The same file less its transparency chunk, for whose sake the JDK's reader would stretch grey
  /// of less than 8 bits to 8 and add a channel.
  private static byte[] withoutTransparency(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    long next;
    for (int at = FIRST_CHUNK; at + AROUND_CHUNK <= png.length; at = (int) next) {
      next = at + AROUND_CHUNK + (bytes.getInt(at) & 0xffffffffL);
      if (next > png.length) {
        break; // breaks off here, which the reader will find
      }
      if (bytes.getInt(at + 4) == TRANSPARENCY_CHUNK) {
        byte[] less = Arrays.copyOf(png, png.length - ((int) next - at));
        System.arraycopy(png, (int) next, less, at, png.length - (int) next);
        return less;
      }
    }
    return png;
  }

  /// The bytes of an RGB PNG.
  public static byte[] write(RgbImage image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] to = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    byte[] from = image.toSamples();
    for (int i = 0; i < from.length; i += 3) {
      to[i] = from[i + 2];
      to[i + 1] = from[i + 1];
      to[i + 2] = from[i];
    }
    return encode(picture);
  }

  /// The bytes of a grey PNG of one value a pixel: 8 bits if all fit, else 16.
  ///
  /// @throws IllegalArgumentException if a value is below 0 or above 65,535, or their number is
  ///     wrong
  public static byte[] writeGrey(int width, int height, int[] values) {
    int all = 0;
    for (int value : values) {
      all |= value;
    }
    if (values.length != width * height || all < 0 || all > 0xffff) {
      throw new IllegalArgumentException(
          values.length
              + " values for "
              + width
              + " x "
              + height
              + " pixels: need one of 0 to 65535 for each pixel");
    }
    boolean narrow = all <= 0xff;
    BufferedImage picture =
        new BufferedImage(
            width, height, narrow ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY);
    DataBuffer to = picture.getRaster().getDataBuffer();
    for (int i = 0; i < values.length; i++) {
      switch (to) {
        case DataBufferByte bytes -> bytes.getData()[i] = (byte) values[i];
        case DataBufferUShort shorts -> shorts.getData()[i] = (short) values[i];
        default -> throw new IllegalStateException("unexpected " + to.getClass());
      }
    }
    return encode(picture);
  }

  /// The bytes of a palette PNG: label values as indices, shown in the catalogue's colours.
  ///
  /// @throws IllegalArgumentException if a label is above 255
  public static byte[] writePalette(LabelMap map, List<LabelClass> classes) {
    byte[] red = new byte[256];
    byte[] green = new byte[256];
    byte[] blue = new byte[256];
    for (LabelClass each : classes) {
      if (each.label() < 256) {
        red[each.label()] = (byte) (each.rgb() >> 16);
        green[each.label()] = (byte) (each.rgb() >> 8);
        blue[each.label()] = (byte) each.rgb();
      }
    }
    BufferedImage picture =
        new BufferedImage(
            map.width(),
            map.height(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 256, red, green, blue));
    byte[] to = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    int[] labels = map.toLabels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] > 255) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " in a palette: need labels of at most 255");
      }
      to[i] = (byte) labels[i];
    }
    return encode(picture);
  }

  private static byte[] encode(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalStateException("no PNG writer for image type " + picture.getType());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory ran out of space for a PNG", e);
    }
    return bytes.toByteArray();
  }
}
