package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.synth.engine.Checkpoint;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.evaluation.Contender;
import io.resail.tools.evaluation.Evaluation;
import io.resail.tools.evaluation.EvaluationReport;
import io.resail.tools.evaluation.EvaluationSettings;
import io.resail.tools.evaluation.InceptionWeights;
import io.resail.tools.sampling.GuidanceSource;
import io.resail.tools.training.SegmenterCheckpoint;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Paints held-out label maps and measures what came out: segmentation scores, distances,",
      "diversity, coverage, nearness to training images, times. Several generators and several",
      "guidances stand side by side in one report, with the photographs as the last row."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "A generator; may be given several times.")
  private List<Path> models = new ArrayList<>();

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "KIND:DIR",
      converter = DatasetConverter.class,
      description = DatasetConverter.KINDS)
  private DatasetLocation dataset;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "What is painted; default: the last split there is.")
  private Optional<String> split = Optional.empty();

  @Option(
      names = "--index-split",
      defaultValue = "train",
      description = "What the index was built of. Default: ${DEFAULT-VALUE}.")
  private String indexSplit;

  @Option(names = "--index", required = true, paramLabel = "INDEX")
  private Path index;

  @Option(
      names = "--segmenter",
      paramLabel = "FILE",
      description =
          "A network T; without one there are no segmentation scores. May be given several times,"
              + " for as many judgements; it is best one of another build than the T that the"
              + " generator learnt from.")
  private List<Path> segmenters = new ArrayList<>();

  @Option(
      names = "--inception",
      paramLabel = "FILE",
      description = "The Inception weights of FID, .pth or .safetensors; without them no FID.")
  private Optional<Path> inception = Optional.empty();

  @Option(
      names = "--guidance",
      split = ",",
      defaultValue = "RANK0",
      paramLabel = "RULE",
      description =
          "${COMPLETION-CANDIDATES}: which units guide; several, separated by commas, each make a"
              + " row of their own. Default: ${DEFAULT-VALUE}.")
  private List<GuidanceSource> guidance = new ArrayList<>();

  @Option(
      names = "--variants",
      defaultValue = "1",
      description = "Images of each map, by ranks 0 and on. Default: ${DEFAULT-VALUE}.")
  private int variants;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      description = "Examples at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--leak-images",
      defaultValue = "500",
      description = "Training images to compare with; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int leakImages;

  @Option(
      names = "--show",
      defaultValue = "6",
      description = "Examples in pictures. Default: ${DEFAULT-VALUE}.")
  private int shown;

  @Option(
      names = "--disturbed",
      description =
          "Adds rows of the photographs disturbed in known ways, which show what T can see.")
  private boolean disturbed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "REPORT",
      description = "Folder of report.json, report.md and report.html.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace a report that is there.")
  private boolean overwrite;

  @Override
  public Integer call() throws Exception {
    if (Files.exists(out.resolve("report.json")) && !overwrite) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          out.toString(),
          "there is a report in " + out + " already: name another folder, or add --overwrite");
    }
    EvaluationSettings settings =
        new EvaluationSettings(limit, variants, leakImages, shown, disturbed);
    List<Contender> contenders = new ArrayList<>();
    for (Path model : models) {
      Checkpoint checkpoint = Checkpoint.read(model);
      guidance.forEach(rule -> contenders.add(new Contender(checkpoint, rule)));
    }
    PrintWriter err = spec.commandLine().getErr();
    try (UnitIndex retriever = UnitIndex.open(index, IndexSettings.DEFAULT)) {
      Evaluation.Material material =
          new Evaluation.Material(
              Dataset.open(dataset, split.orElse(dataset.splits().getLast())),
              Dataset.open(dataset, indexSplit),
              retriever,
              segmenters.stream().map(SegmenterCheckpoint::read).toList(),
              inception.map(InceptionWeights::read));
      EvaluationReport report = new Evaluation(material, settings, err::println).run(contenders);
      Path page = report.write(out);
      spec.commandLine().getOut().println(report.markdown());
      spec.commandLine().getOut().println("report: " + page.toAbsolutePath());
    }
    return 0;
  }
}
