package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The small file that says which Lucene folder of an index is in use. Immutable, any thread.
///
/// Three lines: the format version, the folder's name, and the CRC-32C of the two lines before. It
/// is replaced whole, by renaming a file that is on disk already.
///
/// @param path of the file
record CurrentFile(Path path) {
  private static final String FIRST_WORD = "resail-index ";

  /// The name it says, if there is such a file.
  ///
  /// @throws FaultException [Fault#DAMAGED] if it is not as it was written, or of another version
  Optional<String> read() throws IOException {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String[] lines = text.split("\n", -1);
    // Versions 1 and 2 had no checksum.
    boolean whole = lines.length == 3 || text.equals(withChecksum(body(lines)));
    if (!whole || !lines[0].startsWith(FIRST_WORD)) {
      throw new FaultException(
          Fault.DAMAGED,
          path.toString(),
          path
              + " is not as it was written, so it is not known which folder is in use:"
              + " restore a backup, or rebuild the index");
    }
    IndexFormat.requireVersion(lines[0].substring(FIRST_WORD.length()), path.toString());
    if (lines.length == 3) {
      throw new FaultException(
          Fault.DAMAGED, path.toString(), path + " has no checksum: restore a backup");
    }
    return Optional.of(lines[1]);
  }

  private static String body(String[] lines) {
    return lines.length < 2 ? "" : lines[0] + "\n" + lines[1] + "\n";
  }

  private static String withChecksum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
    return body + "crc32c " + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
  }

  /// Says another name, durably and at once.
  void replace(String name) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    String body = FIRST_WORD + IndexFormat.VERSION + "\n" + name + "\n";
    Files.writeString(next, withChecksum(body), StandardCharsets.ISO_8859_1);
    IndexFolder.sync(next);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    IndexFolder.sync(path.getParent());
  }
}
