package io.resail.synth.weights;

import io.resail.synth.weights.PickledTensor.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A PyTorch file taken apart: the object its pickle describes, and the elements of its storages.
final class PickledFile {
  /// The pickle of a real state dict has about a hundred bytes per tensor.
  private static final int LARGEST_PICKLE = 8 << 20;

  /// Bytes that may be copied for tensors stored in another order, as a multiple of the file.
  private static final int COPIES = 4;

  private static final BigInteger STREAM_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  private final Object root;
  private final Map<String, MemorySegment> elements;
  private long copyable;

  private PickledFile(Object root, Map<String, MemorySegment> elements, long size) {
    this.root = root;
    this.elements = elements;
    this.copyable = COPIES * size;
  }

  /// What was pickled: containers, numbers, texts and [PickledTensor]s.
  Object root() {
    return root;
  }

  /// One of the tensors with its elements.
  Tensor read(PickledTensor tensor) throws IOException {
    Storage storage = tensor.storage();
    MemorySegment all = elements.get(storage.key());
    long from = storage.offset() * storage.type().bytes();
    if (all == null || from < 0 || storage.bytes() > all.byteSize() - from) {
      throw new IOException(
          "storage '"
              + storage.key()
              + "' is missing or holds fewer than "
              + storage.count()
              + " elements");
    }
    if (!tensor.isContiguous()) {
      copyable -= storage.bytes();
      if (copyable < 0) {
        throw new IOException("too many tensors show the same elements in other orders");
      }
    }
    return tensor.over(all.asSlice(from, storage.bytes()));
  }

  /// Reads the zip form: a pickle, and one entry per storage. All are stored uncompressed, as
  /// PyTorch does, so that nothing read is larger than the file.
  static PickledFile zipped(Path path) throws IOException {
    long unread = Files.size(path);
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry pickle =
          zip.stream()
              .map(ZipEntry.class::cast)
              .filter(entry -> entry.getName().matches("[^/]+/data\\.pkl"))
              .findFirst()
              .orElseThrow(() -> new IOException("a zip file without data.pkl"));
      String folder = pickle.getName().substring(0, pickle.getName().lastIndexOf('/') + 1);
      ZipEntry order = zip.getEntry(folder + "byteorder");
      if (order != null
          && !"little".equals(new String(stored(zip, order, 16), StandardCharsets.UTF_8))) {
        throw new IOException("its numbers are not little-endian: save it on another machine");
      }
      Unpickler unpickler = new Unpickler();
      Object root = unpickler.load(ByteBuffer.wrap(stored(zip, pickle, LARGEST_PICKLE)));
      Map<String, MemorySegment> elements = new HashMap<>();
      for (Storage storage : unpickler.storages().values()) {
        ZipEntry entry = zip.getEntry(folder + "data/" + storage.key());
        if (entry == null || entry.getSize() != storage.bytes()) {
          throw new IOException(
              "storage '"
                  + storage.key()
                  + "' is missing or not "
                  + storage.bytes()
                  + " bytes long");
        }
        elements.put(storage.key(), MemorySegment.ofArray(stored(zip, entry, unread)));
        unread -= entry.getSize();
      }
      return new PickledFile(root, elements, Files.size(path));
    } catch (ZipException wrong) {
      throw new IOException("not a whole zip file: " + wrong.getMessage(), wrong);
    }
  }

  private static byte[] stored(ZipFile zip, ZipEntry entry, long most) throws IOException {
    if (entry.getMethod() != ZipEntry.STORED) {
      throw new IOException(entry.getName() + " is compressed: PyTorch stores its entries plainly");
    }
    if (entry.getSize() > Math.min(most, Integer.MAX_VALUE - 8)) {
      throw new IOException(
          entry.getName() + " has " + entry.getSize() + " bytes where at most " + most + " can be");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize());
      if (bytes.length != entry.getSize()) {
        throw new IOException(entry.getName() + " ends early");
      }
      return bytes;
    }
  }

  /// Reads the stream form: magic number, version, machine, object and storage keys, each a pickle
  /// of its own; then, per key, the number of elements and the elements.
  static PickledFile streamed(FileChannel channel) throws IOException {
    long size = channel.size();
    MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
    ByteBuffer pickles = all.asSlice(0, Math.min(size, LARGEST_PICKLE)).asByteBuffer();
    if (!STREAM_MAGIC.equals(new Unpickler().load(pickles))) {
      throw new IOException("neither a zip file nor a PyTorch stream");
    }
    new Unpickler().load(pickles);
    new Unpickler().load(pickles);
    Unpickler unpickler = new Unpickler();
    Object root = unpickler.load(pickles);
    if (!(new Unpickler().load(pickles) instanceof List<?> keys)) {
      throw new IOException("no list of storages after the object");
    }
    ValueLayout.OfLong number = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    Map<String, MemorySegment> elements = new HashMap<>();
    long at = pickles.position();
    for (Object key : keys) {
      Storage storage = unpickler.storages().get(String.valueOf(key));
      if (storage == null
          || size - at < Long.BYTES
          || all.get(number, at) != storage.count()
          || size - at - Long.BYTES < storage.bytes()) {
        throw new IOException("storage '" + key + "' is not as the object says, or ends early");
      }
      elements.put(storage.key(), all.asSlice(at + Long.BYTES, storage.bytes()));
      at += Long.BYTES + storage.bytes();
    }
    return new PickledFile(root, elements, size);
  }
}
