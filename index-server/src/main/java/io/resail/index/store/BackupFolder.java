package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;

/// A copy of an index, snapshots and all, with the SHA-256 of each file. Immutable, any thread.
///
/// @param root the folder
public record BackupFolder(Path root) {
  static final String UNITS = "units";
  private static final String RESTORING = "restoring";
  private static final int BUFFER_MEGABYTES = 16;

  public BackupFolder {
    root = root.toAbsolutePath().normalize();
  }

  /// What was copied.
  ///
  /// @param generation the commit
  /// @param bytes of all files
  public record Copied(long generation, int files, long bytes) {}

  /// Copies an index that may be written meanwhile: its newest commit when the copy begins, checked
  /// on the way.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if there is something in this folder,
  ///     [Fault#DAMAGED] if the index is
  public Copied write(IndexFolder index) throws IOException {
    if (!isEmpty(root)) {
      throw new FaultException(
          Fault.WRONG_INPUT, root + " is there already: back up into a new or empty folder");
    }
    try (HeldFiles held = HeldFiles.of(index)) {
      Path units = Files.createDirectories(root.resolve(UNITS));
      List<BackupList.Entry> entries = new ArrayList<>();
      for (Map.Entry<String, InputStream> each : held.files().entrySet()) {
        Path copy = units.resolve(each.getKey());
        try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW)) {
          entries.add(BackupList.copy(each.getKey(), each.getValue(), out));
        }
        IndexFolder.sync(copy);
      }
      try (Directory directory = index.disk().open(units)) {
        for (BackupList.Entry each : entries) {
          if (!each.name().startsWith("segments")) {
            Checksums.check(directory, each.name());
          }
        }
      }
      IndexFolder.sync(units);
      BackupList list = new BackupList(held.format().generation(), entries);
      list.write(root);
      return new Copied(list.generation(), entries.size(), list.bytes());
    }
  }

  /// Puts the copy in an index's place, once every SHA-256 has been compared.
  ///
  /// @return the generation that the index has now, later than that of what was there
  /// @throws FaultException [Fault#DAMAGED] naming the first file that is not as it was written,
  ///     [Fault#BUSY] if the index is being written, [Fault#WRONG_INPUT] if something else lies
  ///     there, or an index that holds snapshots
  public Copied restore(IndexFolder index) throws IOException {
    BackupList list = BackupList.read(root);
    boolean indexThere = Files.exists(index.root().resolve(IndexFolder.CURRENT));
    if (!indexThere && !isEmpty(index.root())) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          index.root() + " holds something that is no index: name a new or empty folder");
    }
    Files.createDirectories(index.root());
    try (Lock lock = index.lock()) {
      long before = generationOf(index);
      Path copy = index.root().resolve(RESTORING);
      IndexFolder.deleteTree(copy);
      Files.createDirectories(copy);
      try {
        for (BackupList.Entry each : list.files()) {
          copyChecked(each, copy);
        }
        long generation = numberAfter(before, index, copy);
        lock.ensureValid();
        IndexFolder.sync(copy);
        Path units = index.nextUnits();
        Files.move(copy, units, StandardCopyOption.ATOMIC_MOVE);
        IndexFolder.sync(index.root());
        index.use(units);
        index.deleteOthers();
        return new Copied(generation, list.files().size(), list.bytes());
      } finally {
        IndexFolder.deleteTree(copy);
      }
    }
  }

  /// The generation of what is replaced; 0 if there is nothing, or nothing that can be read.
  private static long generationOf(IndexFolder index) throws IOException {
    try {
      index.requireNoSnapshots();
      return index.newest().map(IndexFormat::generation).orElse(0L);
    } catch (FaultException e) {
      if (e.fault() != Fault.DAMAGED) {
        throw e;
      }
      return 0;
    } catch (IOException e) {
      if (Damage.of(index.root(), e).fault() != Fault.DAMAGED) {
        throw e;
      }
      return 0;
    }
  }

  private void copyChecked(BackupList.Entry entry, Path folder) throws IOException {
    Path from = root.resolve(UNITS).resolve(entry.name());
    Path to = folder.resolve(entry.name());
    BackupList.Entry found;
    try (OutputStream out = Files.newOutputStream(to)) {
      found = BackupList.copy(from, out);
    }
    IndexFolder.sync(to);
    if (!found.equals(entry)) {
      throw new FaultException(
          Fault.DAMAGED,
          from.toString(),
          from + " is not as it was written, so nothing was restored: use another backup");
    }
  }

  private static long numberAfter(long before, IndexFolder index, Path units) throws IOException {
    try (Directory directory = index.disk().open(units)) {
      long own = IndexFormat.newest(directory, units.toString()).generation();
      if (own > before) {
        return own;
      }
      // Readers that follow the index must not see its number fall.
      try (UnitWriter writer = UnitWriter.open(directory, BUFFER_MEGABYTES)) {
        writer.commit(before + 1, Map.of());
      }
      return before + 1;
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
      return all.findAny().isEmpty();
    }
  }
}
