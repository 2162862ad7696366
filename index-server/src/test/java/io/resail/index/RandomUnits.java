package io.resail.index;

import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.retrieval.RetrievalUnit;
import io.resail.testing.Masks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Units with shapes that repeat now and then, so that scores tie.
final class RandomUnits {
  private static final List<String> SPLITS = List.of("train", "val");
  private static final List<String> LICENCES = List.of("", "cc0", "cc-by");
  private static final List<String> TAGS = List.of("night", "rain", "snow");

  private final SplittableRandom random;
  private final ClassCatalog catalog;
  private final List<Mask> shapes = new ArrayList<>();

  RandomUnits(SplittableRandom random, ClassCatalog catalog) {
    this.random = random;
    this.catalog = catalog;
  }

  /// A shape, one time in three one that was there before.
  Mask shape() {
    if (!shapes.isEmpty() && random.nextInt(3) == 0) {
      return shapes.get(random.nextInt(shapes.size()));
    }
    Mask shape = Masks.any(random);
    shapes.add(shape);
    return shape;
  }

  /// A unit of that id.
  RetrievalUnit unit(String id) {
    Mask mask = shape();
    Box box = new Box(random.nextInt(50), random.nextInt(50), mask.width(), mask.height());
    byte[] samples = new byte[3 * mask.width() * mask.height()];
    for (int i = 0; i < samples.length; i++) {
      boolean inside = mask.has(i / 3 % mask.width(), i / 3 / mask.width());
      samples[i] = inside ? (byte) random.nextInt(256) : 0;
    }
    return new RetrievalUnit(
        id,
        catalog.classId(catalog.classes().get(random.nextInt(catalog.classes().size())).label()),
        "image " + random.nextInt(20),
        pick(SPLITS),
        box,
        mask,
        RgbImage.wrap(mask.width(), mask.height(), samples),
        pick(LICENCES),
        random.nextBoolean() ? Set.of() : Set.of(pick(TAGS), "day"));
  }

  /// Units with the ids `u0` and on, in random order of their numbers.
  List<RetrievalUnit> units(int number) {
    List<RetrievalUnit> units = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      units.add(unit("u" + i));
    }
    return units;
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
