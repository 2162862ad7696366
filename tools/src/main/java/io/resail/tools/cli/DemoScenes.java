package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.tools.dataset.Example;
import io.resail.tools.dataset.FolderDataset;
import io.resail.tools.scenes.Scene;
import io.resail.tools.scenes.StreetScenes;
import io.resail.tools.scenes.Weather;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;

/// Street scenes as a data set: image `i` of a seed is the same whatever their number.
record DemoScenes(long seed, Weather weather, int width, int height) {
  /// Keeps the scenes of one seed apart from those of the next.
  private static final long SEED_STRIDE = 1_000_003;

  int write(Path out, int training, int held, ProgressLine progress) throws IOException {
    if (training < 1 || held < 0) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          training + " training and " + held + " held-out images: need at least 1 and 0");
    }
    try (ProgressBar bar = progress.begin("scenes", training + held)) {
      return FolderDataset.write(
          out,
          StreetScenes.catalog(),
          IntStream.range(0, training + held)
              .parallel()
              .mapToObj(
                  i -> {
                    Example example = example(i, i < training ? "train" : "val");
                    bar.step();
                    return example;
                  }));
    }
  }

  Example example(int index, String split) {
    Scene scene = StreetScenes.paint(seed * SEED_STRIDE + index, weather, width, height);
    String source = String.format(Locale.ROOT, "street_%05d", index);
    return new Example(source, split, scene.image(), scene.labels());
  }
}
