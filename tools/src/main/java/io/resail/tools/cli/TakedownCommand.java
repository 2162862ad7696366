package io.resail.tools.cli;

import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.retrieval.UnitStore.Takedown;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "takedown",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes every unit cut from the given source images, durably, and reports which, and",
      "which snapshots still hold some."
    })
final class TakedownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private StoreLocation store = new StoreLocation();

  @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Images without ending.")
  private List<String> sources = List.of();

  @Override
  public Integer call() {
    Takedown takedown =
        store.writing(units -> units.deleteSources(sources, Acknowledgement.DURABLE));
    PrintWriter out = spec.commandLine().getOut();
    takedown.unitIds().forEach(out::println);
    out.println(takedown.unitIds().size() + " units deleted, generation " + takedown.generation());
    if (!takedown.snapshots().isEmpty()) {
      out.println(
          "snapshots that still hold units of these images: "
              + String.join(", ", takedown.snapshots())
              + "; drop them with: resail index snapshot drop");
    }
    return 0;
  }
}
