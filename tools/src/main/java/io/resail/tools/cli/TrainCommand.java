package io.resail.tools.cli;

import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.training.PainterRecipe;
import io.resail.tools.training.SegmenterRecipe;
import io.resail.tools.training.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a generator through the served path: index, guidance, generator.",
      "The same command on the same folder goes on from its last checkpoint."
    },
    subcommands = {TrainCommand.Segmenter.class, TrainCommand.Recipe.class})
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that are not the defaults, as JSON; see: resail train recipe.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--dataset",
      paramLabel = "KIND:DIR",
      converter = DatasetConverter.class,
      description = DatasetConverter.KINDS)
  private Optional<DatasetLocation> dataset = Optional.empty();

  @Option(names = "--split", defaultValue = "train", description = "Default: ${DEFAULT-VALUE}.")
  private String split;

  @Option(
      names = "--show-split",
      paramLabel = "SPLIT",
      description = "What sample grids are painted of; default: the last split there is.")
  private Optional<String> shownSplit = Optional.empty();

  @Option(
      names = "--index",
      paramLabel = "INDEX",
      description = "Built from this data set and split.")
  private Optional<Path> index = Optional.empty();

  @Option(
      names = "--segmenter",
      paramLabel = "FILE",
      description = "Network T, for the segmentation loss, and the perceptual one without --vgg.")
  private Optional<Path> segmenter = Optional.empty();

  @Option(
      names = "--vgg",
      paramLabel = "FILE",
      description = "VGG-19 for the perceptual loss: .safetensors, or .pth as torchvision has it.")
  private Optional<Path> vgg = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description = "Folder of the run: recipe, checkpoints, losses, sample grids, generator.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--threads", defaultValue = "0", description = "Of the processor; default: all.")
  private int threads;

  @Override
  public Integer call() throws Exception {
    Path recipeFile = needed(config, "--config");
    DatasetLocation location = needed(dataset, "--dataset");
    Path run = needed(out, "--out");
    PainterRecipe recipe = Training.painter(text(recipeFile), recipeFile.toString());
    TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr());
    try (UnitIndex retriever = UnitIndex.open(needed(index, "--index"), IndexSettings.DEFAULT)) {
      Dataset shown = Dataset.open(location, shownSplit.orElse(location.splits().getLast()));
      Training.Material material =
          new Training.Material(Dataset.open(location, split), shown, retriever, segmenter, vgg);
      asked(recipe.losses()).ifPresent(file -> say(check(file, shown, recipe.generator())));
      Training training = new Training(run, threads(threads), progress);
      Shutdown.stopping(progress::stop, () -> training.run(recipe, material));
    }
    spec.commandLine().getOut().println("generator: " + run.resolve("generator.safetensors"));
    return 0;
  }

  /// Network T, if a loss asks it.
  private Optional<Path> asked(PainterRecipe.LossWeights losses) {
    boolean asked = losses.segmentation() > 0 || (losses.perceptual() > 0 && vgg.isEmpty());
    return segmenter.filter(_ -> asked);
  }

  private String check(Path file, Dataset shown, PainterRecipe.Painter painter) {
    return SegmenterCheck.of(file, shown, painter.crop(), painter.aspect(), threads(threads));
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  /// Not marked as required, since the commands below this one do without.
  private <T> T needed(Optional<T> option, String name) {
    return option.orElseThrow(
        () ->
            new ParameterException(spec.commandLine(), "Missing required option: '" + name + "'"));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static int threads(int given) {
    return given > 0 ? given : Runtime.getRuntime().availableProcessors();
  }

  @Command(
      name = "segmenter",
      mixinStandardHelpOptions = true,
      description = "Trains network T, which sees the classes of a data set in photographs.")
  static final class Segmenter implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "Settings that are not the defaults, as JSON; see: resail train recipe.")
    private Path config;

    @Option(
        names = "--dataset",
        required = true,
        paramLabel = "KIND:DIR",
        converter = DatasetConverter.class,
        description = DatasetConverter.KINDS)
    private DatasetLocation dataset;

    @Option(names = "--split", defaultValue = "train", description = "Default: ${DEFAULT-VALUE}.")
    private String split;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "RUN",
        description = "Folder of the run.")
    private Path out;

    @Option(
        names = "--threads",
        defaultValue = "0",
        description = "Of the processor; default: all.")
    private int threads;

    @Override
    public Integer call() throws Exception {
      SegmenterRecipe recipe = Training.segmenter(text(config), config.toString());
      Dataset opened = Dataset.open(dataset, split);
      TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr());
      Training training = new Training(out, threads(threads), progress);
      Shutdown.stopping(progress::stop, () -> training.run(recipe, opened));
      Path made = out.resolve("segmenter.safetensors");
      PrintWriter lines = spec.commandLine().getOut();
      lines.println("segmenter: " + made);
      lines.println(
          SegmenterCheck.of(
              made,
              Dataset.open(dataset, dataset.splits().getLast()),
              recipe.crop(),
              recipe.aspect(),
              threads(threads)));
      return 0;
    }
  }

  @Command(
      name = "recipe",
      mixinStandardHelpOptions = true,
      description = "Prints every setting with its default, to be changed and given as --config.")
  static final class Recipe implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--segmenter", description = "Those of network T.")
    private boolean segmenter;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      out.print(
          segmenter
              ? Training.text(SegmenterRecipe.DEFAULT)
              : Training.text(PainterRecipe.DEFAULT));
      out.flush();
      return 0;
    }
  }
}
