package io.resail.tools.training;

import io.resail.synth.engine.NativeMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Memory of this process, native memory included, where the system tells.
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /// The most it has held so far, in bytes.
  static OptionalLong most() {
    return value("VmHWM:");
  }

  /// What it holds now, in bytes.
  private static OptionalLong now() {
    return value("VmRSS:");
  }

  /// What native code has in use and what the process holds, heap and freed blocks included, in
  /// units of 2^20 bytes; not a number where the system does not tell.
  static SequencedMap<String, Double> megabytes() {
    SequencedMap<String, Double> megabytes = new LinkedHashMap<>();
    megabytes.put("native", megabytes(NativeMemory.inUse()));
    megabytes.put("resident", megabytes(now()));
    return megabytes;
  }

  private static double megabytes(OptionalLong bytes) {
    return bytes.isPresent() ? bytes.getAsLong() / 1048576.0 : Double.NaN;
  }

  private static OptionalLong value(String name) {
    try {
      return Files.readAllLines(STATUS, StandardCharsets.US_ASCII).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException absent) {
      return OptionalLong.empty(); // only Linux has this file
    }
  }
}
