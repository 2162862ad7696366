package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/// The right to write a folder. The lock is the operating system's, so it ends with its process;
/// the file beside it only says who holds it.
final class WriterLock extends Lock {
  private static final String LOCK = "write.lock";
  static final String HOLDER = "write.holder";

  private final Lock held;
  private final Path holder;

  private WriterLock(Lock held, Path holder) {
    this.held = held;
    this.holder = holder;
  }

  /// Becomes the one writer of a folder, which must exist.
  ///
  /// @throws FaultException [Fault#BUSY] naming the holder if there is one
  static WriterLock of(Path root) throws IOException {
    Path holder = root.resolve(HOLDER);
    try (FSDirectory directory = FSDirectory.open(root)) {
      WriterLock lock = new WriterLock(directory.obtainLock(LOCK), holder);
      try {
        Files.writeString(
            holder,
            "process "
                + ProcessHandle.current().pid()
                + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS),
            StandardCharsets.UTF_8);
      } catch (IOException _) {
        // A full disk: the lock holds without it, and a writer may be needed to make room.
        Files.deleteIfExists(holder);
      }
      return lock;
    } catch (LockObtainFailedException e) {
      throw new FaultException(
          Fault.BUSY,
          root
              + " is being written by "
              + (Files.exists(holder) ? Files.readString(holder) : "another process or index")
              + ": an index has one writer; close it, or ask its server",
          e);
    }
  }

  @Override
  public void ensureValid() throws IOException {
    held.ensureValid();
  }

  @Override
  public void close() throws IOException {
    // Before the lock, lest the next holder's be deleted.
    Files.deleteIfExists(holder);
    held.close();
  }
}
