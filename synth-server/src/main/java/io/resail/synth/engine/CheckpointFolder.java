package io.resail.synth.engine;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder of checkpoints that callers may name. Nothing outside it can be read through it, by
/// whatever name or link. Immutable, any thread; files may come and go.
public final class CheckpointFolder {
  private static final String SUFFIX = ".safetensors";
  private static final int DEEPEST = 4;
  private static final int MOST_LISTED = 1000;

  private final Path root;

  private CheckpointFolder(Path root) {
    this.root = root;
  }

  /// The folder at a path.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such folder
  public static CheckpointFolder at(Path folder) {
    try {
      Path root = folder.toRealPath();
      if (Files.isDirectory(root)) {
        return new CheckpointFolder(root);
      }
    } catch (IOException e) {
      throw new FaultException(
          Fault.UNKNOWN, "no folder of models " + folder + " (" + e + "): name one that exists", e);
    }
    throw new FaultException(
        Fault.UNKNOWN, folder.toString(), folder + " is no folder: name the folder of models");
  }

  /// Names of the checkpoints in it, sorted, with `/` between folders.
  public List<String> files() {
    try (Stream<Path> all = Files.walk(root, DEEPEST)) {
      return all.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .limit(MOST_LISTED)
          .toList();
    } catch (IOException e) {
      throw new FaultException(
          Fault.BROKEN, "the folder of models cannot be listed: " + e + "; is it readable?", e);
    }
  }

  /// Reads a checkpoint.
  ///
  /// @param name as [#files] gives it
  /// @throws FaultException [Fault#WRONG_INPUT] if the name leads out of the folder or is no
  ///     checkpoint's, [Fault#UNKNOWN] if there is no such file, [Fault#DAMAGED] as
  ///     [Checkpoint#read] says
  public Checkpoint read(String name) {
    Path file = inside(name);
    if (!name.endsWith(SUFFIX)) {
      throw wrong(name, "is not named as a checkpoint: need a file that ends with " + SUFFIX);
    }
    Path real;
    try {
      real = file.toRealPath();
    } catch (IOException e) {
      throw missing(name);
    }
    if (!real.startsWith(root)) {
      throw wrong(name, "leads out of the folder of models");
    }
    if (!Files.isRegularFile(real)) {
      throw missing(name);
    }
    return Checkpoint.read(real);
  }

  /// The place of a name, before any file is looked at.
  private Path inside(String name) {
    Path file;
    try {
      file = root.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw wrong(name, "is no file name (" + e.getReason() + ")");
    }
    if (name.isBlank() || !file.startsWith(root) || file.equals(root)) {
      throw wrong(name, "leads out of the folder of models");
    }
    return file;
  }

  private FaultException wrong(String name, String why) {
    return new FaultException(
        Fault.WRONG_INPUT, "file", "file '" + name + "' " + why + "; there are " + files());
  }

  private FaultException missing(String name) {
    return new FaultException(
        Fault.UNKNOWN,
        name,
        "no file '" + name + "' in the folder of models; there are " + files());
  }
}
