package io.resail.tools.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/// Question: how are the pixels of units best kept: what do they take, and how fast are they read?
/// Answer changes: the form in which the index stores them, which is the third contender.
///
/// Every contender gives the pixels back to the bit, which is checked while it is measured.
public final class PixelBench {
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final List<PixelPacking> CONTENDERS =
      List.of(
          PixelPacking.plain(),
          PixelPacking.deflated(false, Deflater.DEFAULT_STRATEGY),
          PixelPacking.deflated(true, Deflater.HUFFMAN_ONLY),
          PixelPacking.deflated(true, Deflater.DEFAULT_STRATEGY),
          PixelPacking.lz4(false),
          PixelPacking.lz4(true));

  private PixelBench() {}

  /// What one contender did.
  ///
  /// @param name which it was
  /// @param part bytes it takes by bytes of the samples
  /// @param packing megabytes of samples packed in a second
  /// @param unpacking the same read back
  public record Row(String name, double part, double packing, double unpacking) {}

  /// What was measured.
  ///
  /// @param units whose pixels were packed
  /// @param meanPixels pixels of a unit on average
  /// @param rows the contenders
  public record Result(int units, double meanPixels, List<Row> rows) {
    public Result {
      rows = List.copyOf(rows);
    }

    /// The table for people.
    public String table() {
      List<String> lines = new ArrayList<>();
      lines.add(
          String.format(
              Locale.ROOT, "%d units of %.0f pixels on average, one thread", units, meanPixels));
      lines.add(
          String.format(
              Locale.ROOT, "%-36s %9s %11s %11s", "", "of plain", "write MB/s", "read MB/s"));
      for (Row row : rows) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%-36s %9.3f %11.0f %11.0f",
                row.name(),
                row.part(),
                row.packing(),
                row.unpacking()));
      }
      return String.join("\n", lines);
    }

    /// One JSON object on one line.
    public String json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("units", units).put("mean_pixels", meanPixels);
      for (Row row : rows) {
        json.putObject(row.name())
            .put("part_of_plain", row.part())
            .put("write_mb_per_second", row.packing())
            .put("read_mb_per_second", row.unpacking());
      }
      return json.toString();
    }
  }

  /// Packs and unpacks the pixels of units.
  ///
  /// @param units samples of each, 3 bytes a pixel
  public static Result run(List<byte[]> units) throws IOException {
    long bytes = units.stream().mapToLong(unit -> unit.length).sum();
    List<Row> rows = new ArrayList<>();
    for (PixelPacking contender : CONTENDERS) {
      rows.add(row(contender, units, bytes));
    }
    return new Result(units.size(), bytes / 3.0 / units.size(), rows);
  }

  private static Row row(PixelPacking contender, List<byte[]> units, long bytes)
      throws IOException {
    double[] packing = new double[ROUNDS];
    double[] unpacking = new double[ROUNDS];
    long taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<byte[]> packed = new ArrayList<>();
      long start = System.nanoTime();
      for (byte[] unit : units) {
        packed.add(contender.pack(unit));
      }
      packing[round] = (System.nanoTime() - start) / NANOS_PER_SECOND;
      List<byte[]> back = new ArrayList<>();
      start = System.nanoTime();
      for (int i = 0; i < packed.size(); i++) {
        back.add(contender.unpack(packed.get(i), units.get(i).length));
      }
      unpacking[round] = (System.nanoTime() - start) / NANOS_PER_SECOND;
      for (int i = 0; i < back.size(); i++) {
        if (!Arrays.equals(back.get(i), units.get(i))) {
          throw new IllegalStateException(contender.name() + " does not give pixels back");
        }
      }
      taken = packed.stream().mapToLong(each -> each.length).sum();
    }
    double megabytes = bytes / BYTES_PER_MEGABYTE;
    return new Row(
        contender.name(),
        (double) taken / bytes,
        megabytes / middle(packing),
        megabytes / middle(unpacking));
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
