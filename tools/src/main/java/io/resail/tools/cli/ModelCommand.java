package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.raster.ClassCatalog;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.Light;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Recognition;
import io.resail.synth.network.Upsampling;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.StateDict;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.tools.dataset.DatasetLocation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Generators: make, look at, bring in, hand out; those of a server.",
    subcommands = {
      ModelCommand.Init.class,
      ModelCommand.Inspect.class,
      ModelCommand.Import.class,
      ModelCommand.Export.class,
      ModelCommand.Relight.class,
      ServerModelCommands.ListModels.class,
      ServerModelCommands.Load.class,
      ServerModelCommands.Unload.class
    })
final class ModelCommand {
  private ModelCommand() {}

  /// Where the classes of a model come from.
  static final class Classes {
    @Option(
        names = "--catalog",
        paramLabel = "KIND:DIR",
        converter = DatasetConverter.class,
        description = "A data set of its classes.")
    private Optional<DatasetLocation> dataset = Optional.empty();

    @Option(names = "--index", paramLabel = "INDEX", description = "An index of its classes.")
    private Optional<Path> index = Optional.empty();

    ClassCatalog catalog() {
      if (dataset.isPresent()) {
        return dataset.get().catalog();
      }
      try (UnitIndex opened = UnitIndex.open(index.orElseThrow(), IndexSettings.DEFAULT)) {
        return opened.catalog();
      }
    }
  }

  /// What a state dict does not say of its network.
  static final class Shape {
    @Option(
        names = "--upsampling",
        defaultValue = "normal",
        description = "normal, more or most. Default: ${DEFAULT-VALUE}.")
    private String upsampling;

    @Option(
        names = "--crop",
        defaultValue = "256",
        description = "Width of the images. Default: ${DEFAULT-VALUE}.")
    private int crop;

    @Option(
        names = "--aspect",
        defaultValue = "1",
        description = "Width divided by height. Default: ${DEFAULT-VALUE}.")
    private double aspect;
  }

  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = "Freshly initialised weights: they paint noise until they are trained.")
  static final class Init implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Classes classes;

    @Mixin private Shape shape;

    @Option(names = "--norm", defaultValue = "resail", description = "${COMPLETION-CANDIDATES}")
    private NormKind norm;

    @Option(names = "--ngf", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
    private int ngf;

    @Option(names = "--hidden", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}.")
    private int hidden;

    @Option(names = "--name", defaultValue = "default", description = "How requests name it.")
    private String name;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(names = "--half", description = "Store in half precision.")
    private boolean half;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() {
      ClassCatalog catalog = classes.catalog();
      NetworkSettings settings =
          new NetworkSettings(
              norm,
              catalog.channels(),
              new NetworkSettings.Widths(ngf, hidden, 2 * hidden),
              Upsampling.named(shape.upsampling),
              shape.crop,
              shape.aspect);
      Checkpoint made = Checkpoint.untrained(name, settings, catalog.fingerprint(), seed);
      (half ? made.halved() : made).write(out);
      return 0;
    }
  }

  @Command(
      name = "inspect",
      mixinStandardHelpOptions = true,
      description = "What a weights file holds: .safetensors, .pth or .pt.")
  static final class Inspect implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--tensors", description = "List every tensor.")
    private boolean tensors;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Weights weights = read(file);
      weights.metadata().forEach((word, value) -> out.println(word + ": " + value));
      long elements = weights.tensors().values().stream().mapToLong(Tensor::count).sum();
      out.println(weights.tensors().size() + " tensors of " + elements + " elements");
      out.println("hash: " + weights.hash());
      if (tensors) {
        weights.tensors().forEach((name, tensor) -> out.println(name + "  " + tensor));
      }
      return 0;
    }
  }

  private static Weights read(Path file) {
    return file.toString().endsWith(".safetensors") ? Safetensors.read(file) : StateDict.read(file);
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "A PyTorch state dict of a generator into a checkpoint. What the weights show is read",
        "off them (norm, widths, label channels); what they do not show is asked for."
      })
  static final class Import implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A .pth, .pt or .safetensors file.")
    private Path file;

    @ArgGroup(multiplicity = "1")
    private Classes classes;

    @Mixin private Shape shape;

    @Option(names = "--name", defaultValue = "imported", description = "How requests name it.")
    private String name;

    @Option(
        names = "--guidance",
        defaultValue = "INTENDED",
        description =
            "How the guidance it was trained with is composed: ${COMPLETION-CANDIDATES}. RELEASED"
                + " for checkpoints of the released code.")
    private GuidanceRule guidance;

    @Option(
        names = "--light",
        defaultValue = "OWN",
        description = {
          "Where its pictures have the mean of each colour from: ${COMPLETION-CANDIDATES}. OWN as",
          "the paper has it; GUIDANCE shifts each colour of what it paints to the mean of guidance."
        })
    private Light light;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() {
      Weights weights = read(file);
      ClassCatalog catalog = classes.catalog();
      NetworkSettings settings =
          Recognition.of(weights, Upsampling.named(shape.upsampling), shape.crop, shape.aspect)
              .with(light);
      if (settings.labels() != catalog.channels()) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            file
                + " is for "
                + settings.labels()
                + " label channels, "
                + catalog
                + " has "
                + catalog.channels()
                + ": name the data set that it was trained on");
      }
      Checkpoint made =
          new Checkpoint(
              name,
              settings,
              guidance,
              catalog.fingerprint(),
              true,
              "imported from " + file.getFileName(),
              weights.withMetadata(Map.of()));
      made.write(out);
      spec.commandLine().getOut().println(settings + "\nhash: " + made.hash());
      return 0;
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "The plain state dict of a checkpoint as safetensors, for other software.")
  static final class Export implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--half", description = "Store in half precision.")
    private boolean half;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() {
      Weights weights = Checkpoint.read(file).weights();
      Safetensors.write(out, half ? weights.halved() : weights);
      return 0;
    }
  }

  @Command(
      name = "relight",
      mixinStandardHelpOptions = true,
      description = {
        "The same checkpoint with another light. A generator that was trained to paint its own",
        "can so be served in that of its guidance."
      })
  static final class Relight implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(
        names = "--light",
        required = true,
        description =
            "Where its pictures have the mean of each colour from: ${COMPLETION-CANDIDATES}.")
    private Light light;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() {
      Checkpoint made = Checkpoint.read(file).with(light);
      made.write(out);
      spec.commandLine().getOut().println(made.settings() + "\nhash: " + made.hash());
      return 0;
    }
  }
}
