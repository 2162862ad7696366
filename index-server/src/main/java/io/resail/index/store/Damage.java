package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.AlreadyClosedException;

/// Says whose move is next when reading or writing an index failed.
public final class Damage {
  private Damage() {}

  /// The fault behind a failure of Lucene or of the disk.
  ///
  /// @param where the index
  public static FaultException of(Object where, IOException failure) {
    return switch (failure) {
      case CorruptIndexException e -> damaged(where, e);
      case IndexFormatTooNewException e -> damaged(where, e);
      case IndexFormatTooOldException e -> damaged(where, e);
      case IndexNotFoundException e -> damaged(where, e);
      case EOFException e -> damaged(where, e);
      case FileNotFoundException e -> damaged(where, e);
      case NoSuchFileException e -> damaged(where, e);
      default ->
          new FaultException(
              Fault.BROKEN,
              "index "
                  + where
                  + " cannot be read or written ("
                  + failure
                  + "): look at the disk, then open it again",
              failure);
    };
  }

  /// The fault behind a use after closing.
  public static FaultException closed(Object where, AlreadyClosedException failure) {
    return new FaultException(
        Fault.AWAY, "index " + where + " is closed (" + failure.getMessage() + ")", failure);
  }

  private static FaultException damaged(Object where, IOException failure) {
    return new FaultException(
        Fault.DAMAGED,
        "index "
            + where
            + " is damaged ("
            + failure
            + "): restore a backup, or rebuild it from its data set",
        failure);
  }
}
