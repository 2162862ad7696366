package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// Reads every byte of an index or of a backup, and says what is not as it was written. One thread.
public final class FolderCheck {
  private static final int TRIES = 10;

  private final List<Finding> findings = new ArrayList<>();
  private int files;
  private long bytes;

  private FolderCheck() {}

  /// What is not as it was written.
  ///
  /// @param file its path
  /// @param units ids of the units it takes with it, where that can be known; else empty
  /// @param what the matter is
  public record Finding(Path file, List<String> units, String what) {
    public Finding {
      units = List.copyOf(units);
    }
  }

  /// What was read, and found.
  public record Result(int files, long bytes, List<Finding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /// Checks an index, or a backup if the folder is one. An index may be written meanwhile.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if it is neither
  public static Result of(IndexFolder folder) throws IOException {
    Path root = folder.root();
    if (Files.exists(root.resolve(BackupList.NAME))) {
      FolderCheck check = new FolderCheck();
      check.backup(root, folder.disk());
      return check.result();
    }
    for (int left = TRIES; ; left--) {
      FolderCheck check = new FolderCheck();
      try {
        Set<Path> commits = commits(folder);
        check.index(folder);
        // Files may have been deleted by a writer.
        if (left == 0 || check.findings.isEmpty() || commits.equals(commits(folder))) {
          return check.result();
        }
      } catch (FileNotFoundException | NoSuchFileException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private Result result() {
    return new Result(files, bytes, findings);
  }

  /// The files of all commits: others than before tell that the index was written meanwhile.
  private static Set<Path> commits(IndexFolder folder) throws IOException {
    Set<Path> commits = new TreeSet<>();
    if (Files.isDirectory(folder.root())) {
      for (Path units : folder.unitFolders()) {
        try (Stream<Path> all = Files.isDirectory(units) ? Files.list(units) : Stream.of()) {
          all.filter(each -> isCommit(each.getFileName().toString())).forEach(commits::add);
        }
      }
    }
    return commits;
  }

  private static boolean isCommit(String file) {
    return file.startsWith(IndexFileNames.SEGMENTS);
  }

  private void index(IndexFolder folder) throws IOException {
    Path current = folder.root().resolve(IndexFolder.CURRENT);
    List<Path> units;
    try {
      units = List.of(folder.current());
      read(current);
    } catch (FaultException e) {
      if (e.fault() != Fault.DAMAGED) {
        throw e;
      }
      add(current, List.of(), String.valueOf(e.getMessage()));
      // Not known which is in use: all of them.
      units = folder.unitFolders();
    }
    for (Path each : units) {
      lucene(each, folder.disk());
    }
  }

  private void backup(Path root, Disk disk) throws IOException {
    Path list = root.resolve(BackupList.NAME);
    Path units = root.resolve(BackupFolder.UNITS);
    BackupList backup;
    try {
      backup = BackupList.read(root);
    } catch (FaultException e) {
      add(list, List.of(), String.valueOf(e.getMessage()));
      lucene(units, disk);
      return;
    }
    read(list);
    List<Path> damaged = new ArrayList<>();
    for (BackupList.Entry each : backup.files()) {
      Path file = units.resolve(each.name());
      if (!Files.exists(file)) {
        add(file, List.of(), "is missing");
      } else {
        read(file);
        if (!BackupList.copy(file, OutputStream.nullOutputStream()).equals(each)) {
          damaged.add(file);
        }
      }
    }
    for (Path file : damaged) {
      add(file, unitsOf(units, disk, file), "has another SHA-256 than when it was written");
    }
  }

  /// Checks a Lucene folder: every file of every commit.
  private void lucene(Path units, Disk disk) throws IOException {
    if (!Files.isDirectory(units)) {
      add(units, List.of(), "is missing");
      return;
    }
    try (Directory directory = disk.open(units)) {
      String[] all = directory.listAll();
      if (SegmentInfos.getLastCommitSegmentsFileName(all) == null) {
        add(units, List.of(), "has no commit");
        return;
      }
      for (String file : named(units, directory, all)) {
        Path path = units.resolve(file);
        if (!Files.exists(path)) {
          add(path, List.of(), "is missing");
        } else if (!isCommit(file)) {
          read(path);
          try {
            Checksums.check(directory, file);
          } catch (IOException | RuntimeException e) {
            add(path, unitsOf(units, disk, path), String.valueOf(e.getMessage()));
          }
        }
      }
    }
  }

  /// The files that commits name; if a commit cannot be read, all there are.
  private Set<String> named(Path units, Directory directory, String[] all) throws IOException {
    Set<String> named = new TreeSet<>();
    boolean known = true;
    for (String file : all) {
      if (isCommit(file)) {
        read(units.resolve(file));
        try {
          SegmentInfos commit = SegmentInfos.readCommit(directory, file);
          IndexFormat.read(commit.getUserData(), units.toString());
          named.addAll(commit.files(true));
        } catch (IOException | RuntimeException e) {
          // Lucene also says so of a damaged description of an index segment.
          known = false;
          add(units.resolve(file), List.of(), String.valueOf(e.getMessage()));
        }
      }
    }
    if (!known) {
      for (String file : all) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          named.add(file);
        }
      }
    }
    return named;
  }

  /// The units whose pixels are not as they were written, if that is a file of pixels.
  private static List<String> unitsOf(Path units, Disk disk, Path file) {
    if (!PixelFormat.isPixels(file.getFileName().toString())) {
      return List.of();
    }
    Set<String> ids = new TreeSet<>();
    try (Directory directory = disk.open(units)) {
      for (IndexCommit commit : DirectoryReader.listCommits(directory)) {
        try (DirectoryReader reader = DirectoryReader.open(commit)) {
          for (LeafReaderContext leaf : reader.leaves()) {
            ids.addAll(damagedPixels(leaf));
          }
        }
      }
    } catch (IOException | RuntimeException _) {
      // Other files are damaged too, which are found by themselves: it cannot be known.
    }
    return List.copyOf(ids);
  }

  private static List<String> damagedPixels(LeafReaderContext leaf) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int document = 0; document < leaf.reader().maxDoc(); document++) {
      UnitCard card = UnitCard.decode(StoredUnit.value(leaf.reader(), UnitFields.CARD, document));
      try {
        StoredUnit.pixels(leaf.reader(), card, document);
      } catch (IOException | RuntimeException _) {
        ids.add(card.id());
      }
    }
    return ids;
  }

  private void read(Path file) throws IOException {
    files++;
    bytes += Files.size(file);
  }

  private void add(Path file, List<String> units, String what) {
    findings.add(new Finding(file, units, what));
  }
}
