package io.resail.tools.cli;

import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore.Change;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "States of an index that are kept under names.",
    subcommands = {
      SnapshotCommand.Create.class,
      SnapshotCommand.Listed.class,
      SnapshotCommand.Restore.class,
      SnapshotCommand.Drop.class
    })
final class SnapshotCommand {
  private SnapshotCommand() {}

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Keeps the present state under a name.")
  static final class Create implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private StoreLocation store = new StoreLocation();

    @Parameters(paramLabel = "NAME", description = "Letters, digits, dots, underscores, hyphens.")
    private String name = "";

    @Override
    public Integer call() {
      Snapshot taken = store.writing(units -> units.createSnapshot(name));
      spec.commandLine()
          .getOut()
          .println(
              "snapshot "
                  + taken.name()
                  + " of "
                  + taken.units()
                  + " units, generation "
                  + taken.generation());
      return 0;
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "The snapshots, by name.")
  static final class Listed implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private StoreLocation store = new StoreLocation();

    @Override
    public Integer call() {
      Rows rows = new Rows("snapshot", "generation", "units", "taken");
      for (Snapshot each : store.reading(units -> units.snapshots())) {
        rows.add(each.name(), each.generation(), each.units(), each.taken());
      }
      spec.commandLine().getOut().println(rows);
      return 0;
    }
  }

  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = "Makes the units of a snapshot the present ones; the snapshot stays.")
  static final class Restore implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private StoreLocation store = new StoreLocation();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() {
      Change change = store.writing(units -> units.restoreSnapshot(name));
      spec.commandLine()
          .getOut()
          .println(change.changed() + " units, generation " + change.generation());
      return 0;
    }
  }

  @Command(name = "drop", mixinStandardHelpOptions = true, description = "Forgets a snapshot.")
  static final class Drop implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private StoreLocation store = new StoreLocation();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() {
      Change change = store.writing(units -> units.dropSnapshot(name));
      spec.commandLine()
          .getOut()
          .println("snapshot " + name + " dropped, generation " + change.generation());
      return 0;
    }
  }
}
