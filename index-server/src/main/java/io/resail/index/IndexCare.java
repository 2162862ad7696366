package io.resail.index;

import io.resail.fault.FaultException;
import io.resail.index.store.BackupFolder;
import io.resail.index.store.Damage;
import io.resail.index.store.FolderCheck;
import io.resail.index.store.IndexFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Looks after an index in a folder, whether or not a process serves it. Any thread.
public final class IndexCare {
  private IndexCare() {}

  /// What was copied.
  ///
  /// @param generation of the copy
  /// @param files how many
  /// @param bytes of all files
  public record Copied(long generation, int files, long bytes) {
    static Copied of(BackupFolder.Copied copied) {
      return new Copied(copied.generation(), copied.files(), copied.bytes());
    }
  }

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
  public record Verification(int files, long bytes, List<Finding> findings) {
    public Verification {
      findings = List.copyOf(findings);
    }
  }

  /// Copies the newest commit and the snapshots of an index that may be written meanwhile.
  ///
  /// @param backup a new or empty folder
  /// @throws FaultException [io.resail.fault.Fault#DAMAGED] if the index is, in which case there is
  ///     no backup
  public static Copied backUp(Path index, Path backup) {
    try {
      return Copied.of(new BackupFolder(backup).write(new IndexFolder(index)));
    } catch (IOException e) {
      throw Damage.of(index, e);
    }
  }

  /// Puts a backup in the place of an index, or where there is none, once the SHA-256 of every file
  /// has been compared.
  ///
  /// @throws FaultException [io.resail.fault.Fault#DAMAGED] naming the first file of the backup
  ///     that is; [io.resail.fault.Fault#BUSY] if the index is being written;
  ///     [io.resail.fault.Fault#WRONG_INPUT] if it holds snapshots. Nothing is replaced then
  public static Copied restore(Path backup, Path index) {
    try {
      return Copied.of(new BackupFolder(backup).restore(new IndexFolder(index)));
    } catch (IOException e) {
      throw Damage.of(backup, e);
    }
  }

  /// Reads every byte of an index or a backup.
  ///
  /// @throws FaultException [io.resail.fault.Fault#UNKNOWN] if the folder is neither
  public static Verification verify(Path indexOrBackup) {
    try {
      FolderCheck.Result result = FolderCheck.of(new IndexFolder(indexOrBackup));
      return new Verification(
          result.files(),
          result.bytes(),
          result.findings().stream()
              .map(each -> new Finding(each.file(), each.units(), each.what()))
              .toList());
    } catch (IOException e) {
      throw Damage.of(indexOrBackup, e);
    }
  }
}
