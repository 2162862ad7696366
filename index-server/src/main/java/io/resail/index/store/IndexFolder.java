package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.retrieval.Snapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;

/// The folder of an index: a file `current` that names the Lucene folder in use, and that folder.
///
/// A rebuilt index is moved beside the old one and becomes current by replacing one small file, so
/// that at any moment the folder holds the old index or the new one. Immutable, any thread.
///
/// ```
/// INDEX/current       resail-index 3        (format version)
///                     units-3               (the Lucene folder in use)
///                     crc32c 1c2d3e4f       (of the two lines above)
/// INDEX/units-3/      segments_9, _0.si …
/// INDEX/write.lock    held by the one process that writes
/// INDEX/write.holder  says which
/// ```
///
/// @param root the folder
/// @param disk opens the Lucene folders in it
public record IndexFolder(Path root, Disk disk) {
  static final String CURRENT = "current";
  private static final String UNITS = "units-";

  public IndexFolder {
    root = root.toAbsolutePath().normalize();
  }

  /// On this machine's disk.
  public IndexFolder(Path root) {
    this(root, Disk.MAPPED);
  }

  /// Opens the Lucene folder in use.
  public Directory openCurrent() throws IOException {
    return disk.open(current());
  }

  /// What the newest commit promises, if there is an index.
  Optional<IndexFormat> newest() throws IOException {
    Optional<Path> current = findCurrent();
    if (current.isEmpty()) {
      return Optional.empty();
    }
    try (Directory directory = disk.open(current.get())) {
      return Optional.of(IndexFormat.newest(directory, current.get().toString()));
    }
  }

  /// Snapshots lie in the folder that a new index takes the place of.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if there are any
  void requireNoSnapshots() throws IOException {
    List<Snapshot> snapshots = newest().map(IndexFormat::snapshots).orElse(List.of());
    if (!snapshots.isEmpty()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          root
              + " holds snapshots, which replacing the index would lose: "
              + snapshots.stream().map(Snapshot::name).toList()
              + "; drop them first, or name a new folder");
    }
  }

  /// The folder where a new index is built before it takes the place of this one.
  public IndexFolder building() {
    return new IndexFolder(root.resolveSibling(root.getFileName() + ".building"), disk);
  }

  /// The Lucene folder in use.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no index, [Fault#DAMAGED] if it is of
  ///     another version
  public Path current() throws IOException {
    return findCurrent()
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.UNKNOWN,
                    root.toString(),
                    "no index in "
                        + root
                        + (Files.isDirectory(building().root())
                            ? ": its build did not finish; run the same build again to resume it"
                            : ": check the path, or build one")));
  }

  /// The Lucene folder in use, if there is an index.
  public Optional<Path> findCurrent() throws IOException {
    return new CurrentFile(root.resolve(CURRENT)).read().map(root::resolve);
  }

  /// A Lucene folder name that was not used before, in this folder.
  public Path nextUnits() throws IOException {
    int largest = 0;
    if (Files.isDirectory(root)) {
      for (Path each : unitFolders()) {
        String number = each.getFileName().toString().substring(UNITS.length());
        largest = Math.max(largest, Integer.parseInt(number));
      }
    }
    return root.resolve(UNITS + (largest + 1));
  }

  /// Makes a Lucene folder inside this one the one in use, durably and at once.
  public void use(Path units) throws IOException {
    new CurrentFile(root.resolve(CURRENT)).replace(units.getFileName().toString());
  }

  /// Deletes every Lucene folder but the one in use.
  public void deleteOthers() throws IOException {
    Path current = current();
    for (Path each : unitFolders()) {
      if (!each.equals(current)) {
        deleteTree(each);
      }
    }
  }

  /// Every Lucene folder, in use or not.
  public List<Path> unitFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(root, UNITS + "*")) {
      all.forEach(folders::add);
    }
    folders.removeIf(each -> !each.getFileName().toString().matches(UNITS + "[0-9]{1,9}"));
    return folders;
  }

  /// Becomes the one writer of this folder, which must exist, until the lock is closed.
  ///
  /// @throws FaultException [Fault#BUSY] if another process or index writes it
  public Lock lock() throws IOException {
    return WriterLock.of(root);
  }

  /// Writes a file or folder's last changes to disk.
  public static void sync(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Deletes a file or folder with all below it.
  public static void deleteTree(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    try (Stream<Path> all = Files.walk(top)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
