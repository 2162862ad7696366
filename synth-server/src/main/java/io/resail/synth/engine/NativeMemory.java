package io.resail.synth.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How much memory native code of this process has, and how much the machine has. Any thread.
public final class NativeMemory {
  /// glibc's `struct mallinfo2` has so many counters, of which these two are bytes of mapped blocks
  /// in use and of other blocks in use, over all arenas.
  private static final int COUNTERS = 10;

  private static final int MAPPED = 4;
  private static final int IN_USE = 7;

  private static final Optional<MethodHandle> MALLINFO = mallinfo();

  /// Where Linux says what the machine has, and what a container may have of it.
  private static final Path MACHINE = Path.of("/proc/meminfo");

  private static final Path CONTAINER = Path.of("/sys/fs/cgroup/memory.max");

  private NativeMemory() {}

  /// Bytes that native code has allocated and not freed; empty where the C library does not say.
  public static OptionalLong inUse() {
    if (MALLINFO.isEmpty()) {
      return OptionalLong.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment counters = (MemorySegment) MALLINFO.get().invokeExact((SegmentAllocator) arena);
      return OptionalLong.of(
          counters.getAtIndex(ValueLayout.JAVA_LONG, MAPPED)
              + counters.getAtIndex(ValueLayout.JAVA_LONG, IN_USE));
    } catch (Throwable thrown) {
      throw new IllegalStateException("a function of the C library threw", thrown);
    }
  }

  @SuppressWarnings("restricted") // our launcher and tests enable native access
  private static Optional<MethodHandle> mallinfo() {
    MemoryLayout[] longs = new MemoryLayout[COUNTERS];
    Arrays.fill(longs, ValueLayout.JAVA_LONG);
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("mallinfo2")
        .map(
            address ->
                linker.downcallHandle(
                    address, FunctionDescriptor.of(MemoryLayout.structLayout(longs))));
  }

  /// Bytes of memory of this machine, or of the container if that is less; empty where neither
  /// says.
  static OptionalLong machine() {
    OptionalLong machine = kilobytes(MACHINE, "MemTotal:");
    OptionalLong container = bytes(CONTAINER);
    if (machine.isPresent() && container.isPresent()) {
      return OptionalLong.of(Math.min(machine.getAsLong(), container.getAsLong()));
    }
    return machine.isPresent() ? machine : container;
  }

  private static OptionalLong kilobytes(Path file, String field) {
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty(); // As on platforms that have no such file.
    }
  }

  private static OptionalLong bytes(Path file) {
    try {
      String text = Files.isReadable(file) ? Files.readString(file).strip() : "max";
      return text.equals("max") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
