package io.resail.tools.training;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of one run, held by one process at a time.
///
/// `recipe.json` says what is run; `checkpoints/step-….safetensors` is the state after so many
/// steps; `losses.csv` and `losses.png` are the losses, `memory.csv` the memory after each step;
/// `samples/` has pictures. A checkpoint appears whole or not at all.
final class RunFolder implements AutoCloseable {
  private static final Pattern CHECKPOINT = Pattern.compile("step-(\\d+)\\.safetensors");

  private final Path path;
  private final FileChannel lockFile;

  private RunFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /// A state with the number of steps that led to it.
  record Saved(long steps, Weights state) {}

  /// Opens the folder of a run, a new one or one to be resumed.
  ///
  /// @param recipe the text of all settings
  /// @throws FaultException [Fault#BUSY] if another process runs there; [Fault#WRONG_INPUT] if the
  ///     folder is of a run by another recipe
  static RunFolder open(Path path, String recipe) {
    try {
      Files.createDirectories(path.resolve("checkpoints"));
      Files.createDirectories(path.resolve("samples"));
      RunFolder folder = new RunFolder(path, lock(path.resolve("run.lock")));
      Path recipeFile = path.resolve("recipe.json");
      if (Files.exists(recipeFile)) {
        requireSame(recipeFile, recipe);
      } else {
        Files.writeString(recipeFile, recipe, StandardCharsets.UTF_8);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the run's folder " + path + " cannot be used", e);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: the same answer.
    }
    channel.close();
    throw new FaultException(
        Fault.BUSY,
        file.toString(),
        "another training runs in " + file.getParent() + ": wait for it or use another folder");
  }

  private static void requireSame(Path file, String recipe) throws IOException {
    List<String> before = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> now = recipe.lines().toList();
    for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
      String stored = i < before.size() ? before.get(i).strip() : "nothing";
      String given = i < now.size() ? now.get(i).strip() : "nothing";
      if (!stored.equals(given)) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            file.toString(),
            file
                + " has "
                + stored
                + " where this recipe has "
                + given
                + ": resume with the recipe the run began with, or use another folder");
      }
    }
  }

  /// A file or folder inside.
  Path file(String name) {
    return path.resolve(name);
  }

  /// The newest checkpoint, if there is one.
  Optional<Saved> newest() {
    List<Path> checkpoints = checkpoints();
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Saved(steps(checkpoints.getLast()), Safetensors.read(checkpoints.getLast())));
  }

  /// Writes a checkpoint, then deletes all but the newest.
  ///
  /// @param kept how many stay
  Path save(long steps, Weights state, int kept) {
    Path file =
        path.resolve("checkpoints")
            .resolve(String.format(Locale.ROOT, "step-%08d.safetensors", steps));
    Safetensors.write(file, state);
    List<Path> all = checkpoints();
    for (Path old : all.subList(0, Math.max(0, all.size() - kept))) {
      try {
        Files.deleteIfExists(old);
      } catch (IOException e) {
        throw new UncheckedIOException("the old checkpoint " + old + " cannot be deleted", e);
      }
    }
    return file;
  }

  /// Ascending by step.
  private List<Path> checkpoints() {
    try (Stream<Path> files = Files.list(path.resolve("checkpoints"))) {
      return files
          .filter(file -> CHECKPOINT.matcher(file.getFileName().toString()).matches())
          .sorted((a, b) -> Long.compare(steps(a), steps(b)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoints in " + path + " cannot be listed", e);
    }
  }

  private static long steps(Path checkpoint) {
    Matcher name = CHECKPOINT.matcher(checkpoint.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + path + " cannot be given back", e);
    }
  }
}
