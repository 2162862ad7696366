package io.resail.testing;

import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.retrieval.RetrievalUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Random retrieval units as a builder would store them: tight boxes, black outside the mask.
public final class Units {
  private Units() {}

  /// Units of every class but the last, of a few sources, splits, licences and tags; now and then
  /// two of one shape, so that there are ties. Their ids do not sort as they were made.
  public static List<RetrievalUnit> many(SplittableRandom random, ClassCatalog catalog, int count) {
    List<RetrievalUnit> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Mask shape =
          i > 0 && random.nextInt(8) == 0 ? units.get(random.nextInt(i)).mask() : Masks.any(random);
      units.add(any(random, catalog, "unit " + (i * 7919) % 10007, shape));
    }
    return units;
  }

  /// A unit of any class but the last, with the given id.
  public static RetrievalUnit any(SplittableRandom random, ClassCatalog catalog, String id) {
    return any(random, catalog, id, Masks.any(random));
  }

  private static RetrievalUnit any(
      SplittableRandom random, ClassCatalog catalog, String id, Mask shape) {
    List<LabelClass> classes = catalog.classes();
    int label = classes.get(random.nextInt(Math.max(1, classes.size() - 1))).label();
    RetrievalUnit plain =
        of(random, id, catalog.classId(label), "image " + random.nextInt(6), shape);
    return new RetrievalUnit(
        id,
        plain.classId(),
        plain.source(),
        random.nextInt(4) == 0 ? "val" : "train",
        plain.box(),
        plain.mask(),
        plain.pixels(),
        List.of("", "CC0", "CC-BY").get(random.nextInt(3)),
        List.of(Set.<String>of(), Set.of("night"), Set.of("night", "rain")).get(random.nextInt(3)));
  }

  /// A unit of the given shape with random pixels, of the split `train`.
  public static RetrievalUnit of(
      SplittableRandom random, String id, int classId, String source, Mask shape) {
    Mask mask = shape.crop(tight(shape));
    byte[] samples = new byte[3 * mask.width() * mask.height()];
    random.nextBytes(samples);
    for (int y = 0, i = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++, i += 3) {
        if (!mask.has(x, y)) {
          samples[i] = 0;
          samples[i + 1] = 0;
          samples[i + 2] = 0;
        }
      }
    }
    return new RetrievalUnit(
        id,
        classId,
        source,
        "train",
        new Box(random.nextInt(500), random.nextInt(500), mask.width(), mask.height()),
        mask,
        RgbImage.of(mask.width(), mask.height(), samples),
        "",
        Set.of());
  }

  /// The tight bounding box of a mask's pixels.
  static Box tight(Mask mask) {
    int left = mask.width();
    int top = mask.height();
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.has(x, y)) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return new Box(left, top, right - left, bottom - top);
  }
}
