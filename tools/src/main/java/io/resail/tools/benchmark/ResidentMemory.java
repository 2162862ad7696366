package io.resail.tools.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much more memory this process, native memory included, held at most since a moment. Only
/// Linux tells; elsewhere 0.
///
/// @param before bytes held at that moment
record ResidentMemory(long before) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  static ResidentMemory begin() {
    try {
      Files.writeString(RESET, "5"); // proc(5): the peak becomes what is held now
    } catch (IOException absent) {
      return new ResidentMemory(Long.MAX_VALUE);
    }
    return new ResidentMemory(value("VmRSS:"));
  }

  long more() {
    return Math.max(0, value("VmHWM:") - before);
  }

  private static long value(String name) {
    try {
      return Files.readAllLines(STATUS, StandardCharsets.US_ASCII).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException absent) {
      return 0;
    }
  }
}
