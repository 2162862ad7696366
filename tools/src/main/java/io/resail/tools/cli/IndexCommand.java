package io.resail.tools.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.resail.fault.Patience;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import io.resail.raster.LabelMap;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.Query;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitFilter;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.dataset.RasterFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Retrieval units: build an index of them, search it, keep it safe.",
    subcommands = {
      IndexCommand.Build.class,
      IndexCommand.Stats.class,
      IndexCommand.Search.class,
      TakedownCommand.class,
      SnapshotCommand.class,
      CareCommands.Backup.class,
      CareCommands.Restore.class,
      CareCommands.Verify.class
    })
final class IndexCommand {
  private IndexCommand() {}

  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = {
        "Cuts the images of a data set into units and puts them into an index.",
        "A build that was ended early is resumed by the same command; until it is complete,",
        "what was at OUT stays there untouched."
      })
  static final class Build implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--dataset",
        required = true,
        paramLabel = "KIND:DIR",
        converter = DatasetConverter.class,
        description = DatasetConverter.KINDS)
    private DatasetLocation dataset;

    @Option(names = "--split", defaultValue = "train", description = "Default: ${DEFAULT-VALUE}.")
    private String split;

    @Option(names = "--out", required = true, paramLabel = "INDEX", description = "The folder.")
    private Path out;

    @Option(names = "--licence", defaultValue = "", description = "Stored with every unit.")
    private String licence;

    @Option(names = "--tag", paramLabel = "WORD", description = "Stored with every unit.")
    private Set<String> tags = Set.of();

    @Override
    public Integer call() {
      IndexBuild.Report report =
          IndexBuild.run(Dataset.open(dataset, split), out, licence, tags, ProgressLine.shown());
      PrintWriter writer = spec.commandLine().getOut();
      writer.println(report.text());
      return 0;
    }
  }

  @Command(
      name = "stats",
      mixinStandardHelpOptions = true,
      description = "Counts and sizes of an index.")
  static final class Stats implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--index", required = true, paramLabel = "INDEX")
    private Path path;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
      try (UnitIndex index = UnitIndex.open(path, IndexSettings.DEFAULT)) {
        IndexStatistics statistics = index.statistics();
        PrintWriter out = spec.commandLine().getOut();
        out.println(
            json
                ? new ObjectMapper().writeValueAsString(statistics)
                : text(statistics, index.catalog()));
      }
      return 0;
    }

    private static String text(IndexStatistics statistics, ClassCatalog catalog) {
      Rows rows = new Rows("class", "id", "units");
      statistics
          .unitsByClass()
          .forEach(
              (classId, units) ->
                  rows.add(
                      catalog.byClassId(classId).map(LabelClass::name).orElse("?"),
                      classId,
                      units));
      return catalog
          + ", fingerprint "
          + catalog.fingerprint()
          + "\ngeneration "
          + statistics.generation()
          + ", format "
          + statistics.formatVersion()
          + ", "
          + statistics.units()
          + " units from "
          + statistics.sources()
          + " images, "
          + statistics.searchBytes()
          + " bytes to search and "
          + statistics.pixelBytes()
          + " of pixels\n"
          + rows;
    }
  }

  @Command(
      name = "search",
      mixinStandardHelpOptions = true,
      description = "The units most like each segment of a label map, best first.")
  static final class Search implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--index", required = true, paramLabel = "INDEX")
    private Path path;

    @Option(names = "--label", required = true, paramLabel = "MAP", description = "A PNG.")
    private Path label;

    @Option(names = "--instances", paramLabel = "MAP", description = "A PNG of the same size.")
    private Optional<Path> instances = Optional.empty();

    @Option(names = "-k", defaultValue = "10", description = "Units per segment, 1 to 1000.")
    private int matches;

    @Option(names = "--exclude-image", paramLabel = "SOURCE", description = "Leave its units out.")
    private Set<String> excludedSources = Set.of();

    @Option(names = "--exclude-self", paramLabel = "UNIT", description = "Leave this unit out.")
    private Set<String> excludedUnits = Set.of();

    @Option(names = "--native-pixels", defaultValue = "0", description = "See the README.")
    private long nativePixels;

    @Option(names = "--snapshot", paramLabel = "NAME", description = "Search this snapshot.")
    private Optional<String> snapshot = Optional.empty();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
      try (UnitIndex index = UnitIndex.open(path, IndexSettings.DEFAULT)) {
        LabelMap map = RasterFiles.labelMap(label, instances, index.catalog());
        UnitFilter filter =
            new UnitFilter(excludedSources, excludedUnits, Set.of(), Set.of(), Set.of(), 0);
        Retrieval found =
            index.retrieve(
                new RetrievalRequest(
                    new Query.WholeMap(map),
                    Optional.of(index.catalog().fingerprint()),
                    matches,
                    filter,
                    nativePixels,
                    Optional.empty(),
                    snapshot),
                Patience.endless());
        PrintWriter out = spec.commandLine().getOut();
        out.println(
            json
                ? new ObjectMapper().writeValueAsString(SearchJson.of(found))
                : text(found.segments(), index.catalog()));
      }
      return 0;
    }

    private static String text(List<SegmentMatches> segments, ClassCatalog catalog) {
      Rows rows = new Rows("segment", "area", "unit", "score");
      for (SegmentMatches each : segments) {
        String name = catalog.byClassId(each.segment().classId()).map(LabelClass::name).orElse("?");
        rows.add(each.index() + " " + name, each.segment().area(), "", "");
        each.answer().matches().forEach(m -> rows.add("", "", m.unitId(), m.score()));
      }
      return rows.toString();
    }
  }
}
