package io.resail.tools.sampling;

import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.index.UnitIndexBuilder;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.testing.Catalogs;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetKind;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.dataset.Example;
import io.resail.tools.dataset.FolderDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A data set of a few small scenes on disk, and an index of its training part.
///
/// Pixels of class `c` in image `i` are `(40 * c, 10 * i + 5, 128)`: a unit's class and source
/// can be
/// told from its colour.
public final class SmallWorld implements AutoCloseable {
  private final Path folder;
  private final Dataset train;
  private final Dataset validation;
  private final UnitIndex index;

  /// A world in an empty folder.
  public SmallWorld(Path folder, int images, int width, int height) throws IOException {
    this.folder = folder;
    ClassCatalog catalog = Catalogs.of(InstanceRule.PLAIN);
    FolderDataset.write(
        folder.resolve("data"),
        catalog,
        Stream.concat(examples("train", images, width, height), examples("val", 2, width, height)));
    DatasetLocation location = new DatasetLocation(DatasetKind.FOLDER, folder.resolve("data"));
    train = Dataset.open(location, "train");
    validation = Dataset.open(location, "val");
    Path path = folder.resolve("index");
    try (UnitIndexBuilder builder =
        UnitIndexBuilder.open(path, catalog, "small world", IndexSettings.DEFAULT)) {
      train
          .load()
          .forEach(e -> builder.add(e.image(), e.labels(), e.sourceId(), "train", "", Set.of()));
      builder.finish();
    }
    index = UnitIndex.open(path, IndexSettings.DEFAULT);
  }

  private static Stream<Example> examples(String split, int images, int width, int height) {
    return IntStream.range(0, images)
        .mapToObj(
            i -> {
              LabelMap labels =
                  scene(new SplittableRandom(1000L * split.length() + i), width, height);
              return new Example(split + i, split, photograph(labels, i), labels);
            });
  }

  /// Three bands, a foreground box in front and an ignored corner.
  private static LabelMap scene(SplittableRandom random, int width, int height) {
    int first = height / 4 + random.nextInt(height / 4);
    int second = first + 1 + random.nextInt(height / 4);
    int left = 4 + random.nextInt(width / 2);
    int right = left + width / 4 + random.nextInt(width / 8);
    int[] labels = new int[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        labels[i] = y < first ? 0 : y < second ? 1 : 2;
        if (x >= left && x < right && y >= first - 4 && y < height - 3) {
          labels[i] = 4;
        }
        if (x < 3 && y < 3) {
          labels[i] = 11;
        }
      }
    }
    return LabelMap.of(width, height, labels);
  }

  private static RgbImage photograph(LabelMap labels, int number) {
    byte[] samples = new byte[3 * labels.width() * labels.height()];
    for (int y = 0, i = 0; y < labels.height(); y++) {
      for (int x = 0; x < labels.width(); x++) {
        samples[i++] = (byte) (40 * Math.min(labels.label(x, y), 5));
        samples[i++] = (byte) (10 * number + 5);
        samples[i++] = (byte) 128;
      }
    }
    return RgbImage.wrap(labels.width(), labels.height(), samples);
  }

  /// Its folder; everything but `data` and `index` is free.
  public Path folder() {
    return folder;
  }

  /// The indexed part.
  public Dataset train() {
    return train;
  }

  /// The other part, of two images.
  public Dataset validation() {
    return validation;
  }

  /// The index.
  public UnitIndex index() {
    return index;
  }

  @Override
  public void close() {
    index.close();
  }
}
