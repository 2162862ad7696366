package io.resail.tools.cli;

import io.resail.tools.dataset.DatasetCheck;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.dataset.DatasetReport;
import io.resail.tools.scenes.Weather;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Data sets: check one, or paint the demo's streets.",
    subcommands = {DatasetCommand.Check.class, DatasetCommand.Demo.class})
final class DatasetCommand {
  private DatasetCommand() {}

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "What is wrong with a data set, and the remedy; exit status 1 if anything is.")
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "[KIND:]DIR",
        converter = DatasetConverter.class,
        description = "The data set; without a kind it is told from the layout.")
    private DatasetLocation dataset;

    @Override
    public Integer call() {
      DatasetReport report;
      try (ProgressBar bar = ProgressLine.shown().begin("check", -1)) {
        report = DatasetCheck.run(dataset, _ -> bar.step());
      }
      spec.commandLine().getOut().println(report.toText());
      return report.isClean() ? 0 : 1;
    }
  }

  @Command(
      name = "demo",
      mixinStandardHelpOptions = true,
      description = "Paints procedural street scenes with label and instance maps.")
  static final class Demo implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "OUT", description = "The folder.")
    private Path out;

    @Option(names = "--images", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int images;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
        names = "--weather",
        defaultValue = "ANY",
        description =
            "${COMPLETION-CANDIDATES}: FAIR is clear, cloudy and overcast days alone. "
                + "Default: ${DEFAULT-VALUE}.")
    private Weather weather;

    @Option(names = "--width", defaultValue = "256", description = "Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(names = "--height", defaultValue = "256", description = "Default: ${DEFAULT-VALUE}.")
    private int height;

    @Option(
        names = "--val",
        paramLabel = "N",
        defaultValue = "-1",
        description = "Of these, how many become the split val; default: a tenth.")
    private int held;

    @Override
    public Integer call() throws Exception {
      int held = this.held < 0 ? images / 10 : this.held;
      DemoScenes scenes = new DemoScenes(seed, weather, width, height);
      int written = scenes.write(out, images - held, held, ProgressLine.shown());
      spec.commandLine().getOut().println(written + " scenes in " + out);
      return 0;
    }
  }
}
