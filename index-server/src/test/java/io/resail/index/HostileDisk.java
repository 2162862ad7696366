package io.resail.index;

import io.resail.index.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.lucene.store.Directory;

/// A disk that fails when it is told to: full for a while, or without power from some step on, in
/// which case what was not synced is lost. Any thread.
///
/// A step is making, writing to, syncing, renaming or deleting a file, or syncing a folder.
final class HostileDisk implements Disk {
  private final SplittableRandom random;
  private final Map<Path, HostileDirectory> opened = new HashMap<>();
  private long steps;
  private long writes;
  private long cutAtStep = Long.MAX_VALUE;
  private long fullAtWrite = Long.MAX_VALUE;
  private boolean hasFailed;
  private boolean wasFull;

  HostileDisk(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public synchronized Directory open(Path folder) throws IOException {
    Optional<HostileDirectory> same = Optional.ofNullable(opened.get(folder));
    HostileDirectory directory = new HostileDirectory(folder, this, same);
    opened.put(folder, directory);
    return directory;
  }

  /// Cuts the power at the given step from now; 1 is the next.
  synchronized void cutPowerIn(long more) {
    cutAtStep = steps + more;
  }

  /// Has no room from the given write on, from now; 1 is the next.
  synchronized void fullIn(long more) {
    fullAtWrite = writes + more;
  }

  /// Has room again.
  synchronized void makeRoom() {
    fullAtWrite = Long.MAX_VALUE;
  }

  /// Whether a write was ever refused.
  synchronized boolean wasFull() {
    return wasFull;
  }

  synchronized boolean hasFailed() {
    return hasFailed;
  }

  /// Loses what was not synced, and has power again. Files must be closed.
  synchronized void comeBack() throws IOException {
    for (HostileDirectory each : opened.values()) {
      each.lose(random);
    }
    opened.clear();
    cutAtStep = Long.MAX_VALUE;
    hasFailed = false;
  }

  /// One step.
  synchronized void step() throws IOException {
    steps++;
    if (steps >= cutAtStep) {
      hasFailed = true;
      throw new IOException("no power at step " + steps);
    }
  }

  /// One write, which is a step too.
  synchronized void write() throws IOException {
    step();
    writes++;
    if (writes >= fullAtWrite) {
      wasFull = true;
      throw new IOException("no space left at write " + writes);
    }
  }
}
