package io.resail.tools.dataset;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Pictures and label maps read from files, and maps turned into the bytes of files.
///
/// Label maps are read from the raw raster: grey and palette PNGs of any depth, for ADE20K's
/// instances red and green. Pictures are JPEGs, grey and four-channel ones too, and PNGs.
public final class RasterFiles {
  private static final int PNG_SIGNATURE = 0x89;

  private RasterFiles() {}

  /// Reads a picture.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if the file is missing, broken, too large or no
  ///     picture
  public static RgbImage image(Path file) {
    byte[] bytes = bytes(file);
    return named(
        file,
        () ->
            isPng(bytes)
                ? Png.readImage(bytes, Png.MOST_PIXELS)
                : Png.image(decode(bytes, Png.MOST_PIXELS)));
  }

  /// Reads a label map and, if given, its instances, in the coding of the catalogue's rule.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if a file is missing, broken, of the wrong kind or
  ///     size, or holds labels outside the catalogue
  public static LabelMap labelMap(Path labels, Optional<Path> instances, ClassCatalog catalog) {
    LabelMap map = labels(labels);
    named(
        labels,
        () -> {
          catalog.require(map);
          return map;
        });
    return instances
        .map(file -> map.withInstances(instances(file, map, catalog.instanceRule())))
        .orElse(map);
  }

  /// The bytes of a PNG of the labels: a palette in the catalogue's colours, or 16-bit grey if a
  /// label is above 255.
  public static byte[] labelPng(LabelMap map, ClassCatalog catalog) {
    int[] labels = map.toLabels();
    for (int label : labels) {
      if (label > 255) {
        return Png.writeGrey(map.width(), map.height(), labels);
      }
    }
    return Png.writePalette(map, catalog.classes());
  }

  /// The bytes of a PNG of the instances in the coding of a rule: red and green for ADE20K, else
  /// grey.
  ///
  /// @throws IllegalArgumentException if the map has none or one is above 65,535
  public static byte[] instancePng(LabelMap map, InstanceRule rule) {
    if (!map.hasInstances()) {
      throw new IllegalArgumentException(map + " has no instances: ask hasInstances() first");
    }
    int[] values = map.toInstances();
    if (rule != InstanceRule.ADE20K) {
      return Png.writeGrey(map.width(), map.height(), values);
    }
    byte[] samples = new byte[3 * values.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0xffff) {
        throw new IllegalArgumentException(
            "instance value " + values[i] + ": need category and number of at most 255 each");
      }
      samples[3 * i] = (byte) (values[i] >> 8);
      samples[3 * i + 1] = (byte) values[i];
    }
    return Png.write(RgbImage.wrap(map.width(), map.height(), samples));
  }

  /// Reads label values, whatever they are.
  private static LabelMap labels(Path file) {
    Samples samples = samples(file);
    if (samples.channels() != 1) {
      throw wrong(
          file,
          "has "
              + samples.channels()
              + " channels: need one value a pixel, grey or palette; replace its colours by the"
              + " labels they stand for");
    }
    return LabelMap.of(samples.width(), samples.height(), samples.channel(0));
  }

  /// Reads instance values of the map's size.
  private static int[] instances(Path file, LabelMap map, InstanceRule rule) {
    Samples samples = samples(file);
    if (samples.width() != map.width() || samples.height() != map.height()) {
      throw wrong(
          file,
          size(samples.width(), samples.height())
              + " for labels of "
              + size(map.width(), map.height())
              + ": need the same size; resize it by nearest neighbour or take the right file");
    }
    return instanceValues(file, samples, rule);
  }

  /// The instance values that samples code.
  static int[] instanceValues(Path file, Samples samples, InstanceRule rule) {
    boolean coloured = rule == InstanceRule.ADE20K;
    if (coloured != samples.channels() >= 3) {
      throw wrong(
          file,
          "has "
              + samples.channels()
              + " channels: instance maps of rule "
              + rule
              + (coloured
                  ? " need RGB, red the category and green the number"
                  : " need one value a pixel, grey"));
    }
    int[] values = samples.channel(0);
    if (coloured) {
      int[] numbers = samples.channel(1);
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] << 8 | numbers[i];
      }
    }
    return values;
  }

  /// Reads the raw samples of a PNG.
  static Samples samples(Path file) {
    return samples(file, bytes(file));
  }

  /// Reads the raw samples of a PNG file's bytes.
  static Samples samples(Path file, byte[] bytes) {
    return named(file, () -> Png.readSamples(bytes, Png.MOST_PIXELS));
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// A size as messages say it.
  static String size(int width, int height) {
    return width + " x " + height + " pixels";
  }

  static FaultException unreadable(Path file, IOException cause) {
    return new FaultException(
        Fault.WRONG_INPUT,
        cause instanceof NoSuchFileException
            ? file + " is missing: put it there"
            : file + " cannot be read (" + cause + "): check it and its permissions",
        cause);
  }

  static FaultException wrong(Path file, String what) {
    return new FaultException(Fault.WRONG_INPUT, file.toString(), file + ": " + what);
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /// Reads, naming the file in what goes wrong.
  private static <T> T named(Path file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (FaultException e) {
      throw wrong(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw wrong(file, "broken picture (" + e.getMessage() + "): get the file again");
    }
  }

  private static boolean isPng(byte[] bytes) {
    return bytes.length > 0 && (bytes[0] & 0xff) == PNG_SIGNATURE;
  }

  private static BufferedImage decode(byte[] bytes, int mostPixels) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("neither JPEG nor PNG");
      }
      ImageReader reader = readers.next();
      try {
        String[] cut = new String[1];
        reader.setInput(in, true, true);
        reader.addIIOReadWarningListener((_, warning) -> noteCut(warning, cut));
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > mostPixels) {
          throw new IOException(pixels + " pixels, at most " + mostPixels + " are read");
        }
        BufferedImage picture = reader.read(0);
        if (cut[0] != null) {
          throw new IOException(cut[0]);
        }
        return picture;
      } catch (RuntimeException e) {
        throw new IOException(e.toString(), e);
      } finally {
        reader.dispose();
      }
    }
  }

  /// Of all warnings only this one means missing pixels, which the reader would leave grey.
  private static void noteCut(String warning, String[] cut) {
    if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
      cut[0] = warning;
    }
  }
}
