package io.resail.synth.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Weights in a safetensors file.
///
/// Layout: length of the header (8 bytes, little-endian); header in JSON, which names each tensor
/// with type, shape and place; then the elements, little-endian, row-major, without gaps. A header
/// that says anything else is refused before any element is read. Files may exceed 2 GiB; their
/// data is mapped, not copied.
public final class Safetensors {
  /// The format's own limit.
  private static final long LARGEST_HEADER = 100_000_000;

  private static final int ALIGNMENT = 8;
  private static final long PIECE = 1 << 24;

  private Safetensors() {}

  /// The weights in a file. The file must not be written to while they are in use; putting another
  /// file in its place is fine.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such file, [Fault#DAMAGED] if it is not
  ///     a valid safetensors file; the message says what is wrong
  public static Weights read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long header = headerLength(channel);
      ByteBuffer json = ByteBuffer.allocate((int) header);
      fill(channel, json, Long.BYTES);
      long start = Long.BYTES + header;
      SafetensorsHeader parsed = SafetensorsHeader.parse(json.array(), channel.size() - start);
      return parsed.over(
          channel.map(
              FileChannel.MapMode.READ_ONLY, start, channel.size() - start, Arena.ofAuto()));
    } catch (NoSuchFileException absent) {
      throw new FaultException(
          Fault.UNKNOWN, file.toString(), "no file " + file + ": give an existing one");
    } catch (IOException wrong) {
      throw new FaultException(
          Fault.DAMAGED,
          file + " is not a readable safetensors file: " + wrong.getMessage(),
          wrong);
    }
  }

  private static long headerLength(FileChannel channel) throws IOException {
    long rest = channel.size() - Long.BYTES;
    if (rest < 0) {
      throw new IOException(channel.size() + " bytes long, need at least " + Long.BYTES);
    }
    ByteBuffer first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, first, 0);
    long length = first.getLong(0);
    if (length < 2 || length > Math.min(rest, LARGEST_HEADER)) {
      throw new IOException(
          "header of "
              + Long.toUnsignedString(length)
              + " bytes, need 2 to "
              + Math.min(rest, LARGEST_HEADER));
    }
    return length;
  }

  private static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("ends before its header does");
      }
    }
  }

  /// Writes the weights and puts the file in place in one step: a reader sees the old file or the
  /// new one.
  ///
  /// Tensors are written in order of decreasing element size, so that each is aligned in the file.
  ///
  /// @throws FaultException [Fault#BROKEN] if the file cannot be written
  public static void write(Path file, Weights weights) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        write(channel, aligned(weights.tensors()), weights.metadata());
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new FaultException(
          Fault.BROKEN, "cannot write " + file + ": " + failed.getMessage(), failed);
    }
  }

  private static Map<String, Tensor> aligned(Map<String, Tensor> tensors) {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    tensors.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                (Map.Entry<String, Tensor> entry) -> -entry.getValue().type().bytes()))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }

  private static void write(
      FileChannel channel, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] json = SafetensorsHeader.write(tensors, metadata);
    int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
    ByteBuffer header =
        ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    header.put(json).put(" ".repeat(padded - json.length).getBytes(UTF_8));
    writeAll(channel, header.flip());
    for (Tensor tensor : tensors.values()) {
      MemorySegment data = tensor.data();
      for (long from = 0; from < data.byteSize(); from += PIECE) {
        long length = Math.min(PIECE, data.byteSize() - from);
        writeAll(channel, data.asSlice(from, length).asByteBuffer());
      }
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
