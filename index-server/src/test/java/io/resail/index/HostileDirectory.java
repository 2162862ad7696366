package io.resail.index;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.OutputStreamIndexOutput;

/// A folder on a [HostileDisk]. Syncing only notes that it was done: that is what survives.
final class HostileDirectory extends FilterDirectory {
  private static final int BUFFER = 4096;
  private static final String GRAVES = "graves-";

  private final Path folder;
  private final HostileDisk disk;
  private final Set<String> unsynced;

  /// Renames and deletions since the folder was synced, in their order.
  private final Deque<NameChange> nameChanges;

  private int temporary;

  /// A file that has another name now, or none.
  private record NameChange(String before, Optional<String> after) {}

  /// A folder.
  ///
  /// @param same the folder as it was opened before, whose unsynced changes it has
  HostileDirectory(Path folder, HostileDisk disk, Optional<HostileDirectory> same)
      throws IOException {
    super(MMapDirectory.open(folder));
    this.folder = folder;
    this.disk = disk;
    this.unsynced = same.isPresent() ? same.get().unsynced : new HashSet<>();
    this.nameChanges = same.isPresent() ? same.get().nameChanges : new ArrayDeque<>();
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    disk.write();
    Path path = folder.resolve(name);
    synchronized (disk) {
      unsynced.add(name);
    }
    OutputStream file =
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new OutputStreamIndexOutput("hostile " + path, name, new Stream(file), BUFFER);
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    int number;
    synchronized (disk) {
      number = temporary++;
    }
    return createOutput(
        IndexFileNames.segmentFileName(prefix, suffix + "_" + number, "tmp"), context);
  }

  /// What is written by the buffer.
  private final class Stream extends FilterOutputStream {
    Stream(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        disk.write();
      } catch (IOException e) {
        // A full disk takes a part.
        out.write(bytes, offset, length / 2);
        throw e;
      }
      out.write(bytes, offset, length);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }
  }

  @Override
  public void sync(Collection<String> names) throws IOException {
    disk.step();
    synchronized (disk) {
      unsynced.removeAll(names);
    }
  }

  @Override
  public void syncMetaData() throws IOException {
    disk.step();
    synchronized (disk) {
      nameChanges.clear();
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.step();
    in.rename(from, to);
    synchronized (disk) {
      nameChanges.addLast(new NameChange(from, Optional.of(to)));
      if (unsynced.remove(from)) {
        unsynced.add(to);
      }
    }
  }

  @Override
  public void deleteFile(String name) throws IOException {
    disk.step();
    synchronized (disk) {
      if (!unsynced.remove(name)) {
        nameChanges.addLast(new NameChange(name, Optional.empty()));
        Files.deleteIfExists(grave(name));
        Files.createLink(grave(name), folder.resolve(name));
      }
    }
    in.deleteFile(name);
  }

  private Path grave(String name) {
    return folder.resolveSibling(GRAVES + folder.getFileName() + "-" + name);
  }

  /// What a disk may do that loses power: of a file that was not synced there is nothing, a part,
  /// rubbish, or all; renames and deletions are undone from the last backwards, as many as chance
  /// will have it. Lucene relies on that order, which journals keep: it deletes a commit before the
  /// files that the commit names.
  void lose(SplittableRandom random) throws IOException {
    if (!Files.isDirectory(folder)) {
      // Put into place as a whole, when all of it was synced.
      return;
    }
    for (int left = random.nextInt(nameChanges.size() + 1); left > 0; left--) {
      NameChange last = nameChanges.removeLast();
      Path before = folder.resolve(last.before());
      if (last.after().isPresent()) {
        Path after = folder.resolve(last.after().get());
        if (Files.exists(after)) {
          Files.move(after, before);
        }
      } else if (!Files.exists(before)) {
        Files.createLink(before, grave(last.before()));
      }
    }
    for (String name : unsynced) {
      Path path = folder.resolve(name);
      if (Files.exists(path)) {
        lose(path, random);
      }
    }
  }

  private static void lose(Path path, SplittableRandom random) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int kept = random.nextInt(bytes.length + 1);
    switch (random.nextInt(4)) {
      case 0 -> Files.delete(path);
      case 1 -> Files.write(path, Arrays.copyOf(bytes, kept));
      case 2 -> {
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        Files.write(path, bytes);
      }
      default -> {}
    }
  }
}
