package io.resail.tools.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Memory of this process, native memory included, where the system tells.
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /// The most it has held so far, in bytes.
  public static OptionalLong most() {
    return value("VmHWM:");
  }

  /// What it holds now, in bytes.
  public static OptionalLong now() {
    return value("VmRSS:");
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
