package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndexBuilder;
import io.resail.retrieval.IndexStatistics;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.Example;
import io.resail.tools.dataset.ExampleRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.tongfei.progressbar.ProgressBar;

/// A data set into an index, its images read and cut by all cores.
final class IndexBuild {
  private IndexBuild() {}

  /// What was built.
  ///
  /// @param added images cut in this run; the others were there from a run before
  record Report(IndexStatistics statistics, int images, int added, Duration took) {
    String text() {
      double seconds = took.toNanos() / 1e9;
      return String.format(
          Locale.ROOT,
          "%d units from %d images (%d cut in this run of %.1f s: %.1f images/s), generation %d",
          statistics.units(),
          images,
          added,
          seconds,
          added / seconds,
          statistics.generation());
    }
  }

  static Report run(
      Dataset dataset, Path out, String licence, Set<String> tags, ProgressLine progress) {
    long start = System.nanoTime();
    List<ExampleRef> examples = dataset.examples();
    int added = 0;
    String recipe = dataset.location() + " split " + dataset.split() + " licence " + licence + tags;
    try (UnitIndexBuilder builder =
            UnitIndexBuilder.open(out, dataset.catalog(), recipe, IndexSettings.DEFAULT);
        ProgressBar bar = progress.begin("index", examples.size());
        ExecutorService cutters =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Integer>> cuts =
          examples.stream()
              .map(each -> cutters.submit(() -> cut(builder, each, licence, tags, bar)))
              .toList();
      try {
        for (Future<Integer> cut : cuts) {
          added += cut.get();
        }
      } catch (ExecutionException e) {
        cutters.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        cutters.shutdownNow();
        Thread.currentThread().interrupt();
        throw new FaultException(
            Fault.CANCELLED, "the build was interrupted: the same command resumes it", e);
      }
      IndexStatistics statistics = builder.finish();
      return new Report(
          statistics, examples.size(), added, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static int cut(
      UnitIndexBuilder builder,
      ExampleRef each,
      String licence,
      Set<String> tags,
      ProgressBar bar) {
    int images = 0;
    if (!builder.has(each.split(), each.sourceId())) {
      Example example = each.load();
      builder.add(
          example.image(), example.labels(), example.sourceId(), example.split(), licence, tags);
      images = 1;
    }
    bar.step();
    return images;
  }
}
