package io.resail.tools.benchmark;

import io.resail.tools.training.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much more memory this process, native memory included, held at most since a moment. Only
/// Linux tells; elsewhere 0.
///
/// @param before bytes held at that moment
record ResidentMemory(long before) {
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  static ResidentMemory begin() {
    try {
      Files.writeString(RESET, "5"); // proc(5): the peak becomes what is held now
    } catch (IOException absent) {
      return new ResidentMemory(Long.MAX_VALUE);
    }
    return new ResidentMemory(ProcessMemory.now().orElse(0));
  }

  long more() {
    return Math.max(0, ProcessMemory.most().orElse(0) - before);
  }
}
