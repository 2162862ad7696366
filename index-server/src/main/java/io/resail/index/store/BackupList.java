package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The list of a backup's files, written last: a folder without it is no backup.
///
/// ```
/// resail-backup 3                  (format version of the index)
/// generation 17
/// SHA-256 LENGTH NAME              (of each file, below `units`)
/// sha256 SHA-256                   (of the lines above)
/// ```
///
/// @param generation the commit that was backed up
/// @param files all of them
record BackupList(long generation, List<Entry> files) {
  static final String NAME = "backup";
  private static final String FIRST_WORD = "resail-backup ";
  private static final String SECOND_WORD = "generation ";
  private static final String LAST_WORD = "sha256 ";

  /// One file.
  record Entry(String name, long length, String sha256) {}

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Copies a file, and tells its entry from what was read.
  static Entry copy(Path file, OutputStream to) throws IOException {
    try (InputStream from = Files.newInputStream(file)) {
      return copy(file.getFileName().toString(), from, to);
    }
  }

  /// Copies an open file, and tells its entry from what was read.
  static Entry copy(String name, InputStream from, OutputStream to) throws IOException {
    MessageDigest digest = digest();
    long length = from.transferTo(new DigestOutputStream(to, digest));
    return new Entry(name, length, HexFormat.of().formatHex(digest.digest()));
  }

  long bytes() {
    return files.stream().mapToLong(Entry::length).sum();
  }

  void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(FIRST_WORD).append(IndexFormat.VERSION).append('\n');
    text.append(SECOND_WORD).append(generation).append('\n');
    for (Entry each : files) {
      text.append(each.sha256()).append(' ').append(each.length()).append(' ');
      text.append(each.name()).append('\n');
    }
    Path list = folder.resolve(NAME);
    Files.writeString(list, text + lastLine(text.toString()), StandardCharsets.ISO_8859_1);
    IndexFolder.sync(list);
    IndexFolder.sync(folder);
  }

  private static String lastLine(String text) {
    byte[] bytes = digest().digest(text.getBytes(StandardCharsets.ISO_8859_1));
    return LAST_WORD + HexFormat.of().formatHex(bytes) + "\n";
  }

  /// The list in a folder.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is none, [Fault#DAMAGED] if it is another than
  ///     was written, or of another version
  static BackupList read(Path folder) throws IOException {
    Path list = folder.resolve(NAME);
    String text;
    try {
      text = Files.readString(list, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new FaultException(
          Fault.UNKNOWN,
          folder.toString(),
          "no complete backup in " + folder + ": check the path, or back up again");
    }
    int last = text.lastIndexOf(LAST_WORD);
    if (last < 0
        || !text.startsWith(FIRST_WORD)
        || !text.substring(last).equals(lastLine(text.substring(0, last)))) {
      throw new FaultException(
          Fault.DAMAGED, list.toString(), list + " is not as it was written: use another backup");
    }
    String[] lines = text.substring(0, last).split("\n", -1);
    IndexFormat.requireVersion(lines[0].substring(FIRST_WORD.length()), folder.toString());
    List<Entry> files = new ArrayList<>();
    for (int i = 2; i < lines.length - 1; i++) {
      String[] words = lines[i].split(" ", 3);
      files.add(new Entry(words[2], Long.parseLong(words[1]), words[0]));
    }
    return new BackupList(
        Long.parseLong(lines[1].substring(SECOND_WORD.length())), List.copyOf(files));
  }
}
