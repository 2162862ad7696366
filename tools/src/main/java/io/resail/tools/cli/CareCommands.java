package io.resail.tools.cli;

import io.resail.index.IndexCare;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Commands that look after the files of an index.
final class CareCommands {
  /// What `verify` ends with when something is not as it was written.
  private static final int DAMAGED = 3;

  private CareCommands() {}

  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = "Copies an index with its snapshots, also while a server writes it.")
  static final class Backup implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--index", required = true, paramLabel = "INDEX")
    private Path index;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "BACKUP",
        description = "A new or empty folder.")
    private Path out;

    @Override
    public Integer call() {
      print(spec, "backed up", IndexCare.backUp(index, out));
      return 0;
    }
  }

  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = {
        "Puts a backup in the place of an index, or where there is none.",
        "Nothing is replaced unless every file of the backup has the SHA-256 it was written with."
      })
  static final class Restore implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--backup", required = true, paramLabel = "BACKUP")
    private Path backup;

    @Option(names = "--index", required = true, paramLabel = "INDEX")
    private Path index;

    @Override
    public Integer call() {
      print(spec, "restored", IndexCare.restore(backup, index));
      return 0;
    }
  }

  private static void print(CommandSpec spec, String verb, IndexCare.Copied copied) {
    spec.commandLine()
        .getOut()
        .println(
            verb
                + " generation "
                + copied.generation()
                + ": "
                + copied.files()
                + " files, "
                + copied.bytes()
                + " bytes");
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Reads every byte of an index or a backup and names the files, and the units where that",
        "can be known, that are not as they were written.",
        "Exit status: 0 if all is well, 3 if anything is damaged."
      })
  static final class Verify implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Folder folder = new Folder();

    /// Either way to name it.
    static final class Folder {
      @Option(names = "--index", required = true, paramLabel = "INDEX")
      private Optional<Path> index = Optional.empty();

      @Option(names = "--backup", required = true, paramLabel = "BACKUP")
      private Optional<Path> backup = Optional.empty();
    }

    @Override
    public Integer call() {
      Path path = folder.index.or(() -> folder.backup).orElseThrow();
      IndexCare.Verification found = IndexCare.verify(path);
      PrintWriter out = spec.commandLine().getOut();
      for (IndexCare.Finding each : found.findings()) {
        out.println("damaged: " + each.file() + ": " + each.what());
        each.units().forEach(unit -> out.println("  unit " + unit));
      }
      out.println(
          found.files()
              + " files, "
              + found.bytes()
              + " bytes read: "
              + (found.findings().isEmpty()
                  ? "every byte is as it was written"
                  : found.findings().size() + " damaged; restore a backup, or rebuild the index"));
      return found.findings().isEmpty() ? 0 : DAMAGED;
    }
  }
}
