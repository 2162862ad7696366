package io.resail.testing;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Random label maps that look like scenes: bands of background with blobs in front, some of them
/// things with instance values as the catalogue's rule codes them.
public final class LabelMaps {
  private static final int LARGEST_SIDE = 70;

  private LabelMaps() {}

  /// A map of any size up to 70 x 70, with instances in about half of the cases.
  public static LabelMap any(SplittableRandom random, ClassCatalog catalog) {
    int width = random.nextInt(12) == 0 ? 1 : 1 + random.nextInt(LARGEST_SIDE);
    int height = random.nextInt(12) == 0 ? 1 : 1 + random.nextInt(LARGEST_SIDE);
    return random.nextBoolean()
        ? withInstances(random, catalog, width, height)
        : labelsOnly(random, catalog, width, height);
  }

  /// A map of the given size without instances.
  public static LabelMap labelsOnly(
      SplittableRandom random, ClassCatalog catalog, int width, int height) {
    return LabelMap.of(width, height, withInstances(random, catalog, width, height).toLabels());
  }

  /// A map of the given size with instances.
  public static LabelMap withInstances(
      SplittableRandom random, ClassCatalog catalog, int width, int height) {
    return new Scene(random, catalog, width, height).paint();
  }

  /// One map being painted, far things first.
  private static final class Scene {
    private final SplittableRandom random;
    private final ClassCatalog catalog;
    private final int width;
    private final int height;
    private final int[] labels;
    private final int[] instances;
    private final List<Integer> values = new ArrayList<>();
    private int count;

    Scene(SplittableRandom random, ClassCatalog catalog, int width, int height) {
      this.random = random;
      this.catalog = catalog;
      this.width = width;
      this.height = height;
      this.labels = new int[width * height];
      this.instances = new int[width * height];
      catalog.classes().forEach(c -> values.add(c.label()));
      catalog.ignoredLabels().stream().filter(l -> !values.contains(l)).forEach(values::add);
    }

    LabelMap paint() {
      bands();
      int blobs = random.nextInt(12);
      for (int i = 0; i < blobs; i++) {
        blob();
      }
      return LabelMap.of(width, height, labels).withInstances(instances);
    }

    private void bands() {
      int number = 1 + random.nextInt(4);
      int[] shown = new int[number];
      Arrays.setAll(shown, i -> value());
      double slope = random.nextDouble() - 0.5;
      for (int y = 0, i = 0; y < height; y++) {
        for (int x = 0; x < width; x++, i++) {
          int band = (int) Math.floor((y + slope * x) * number / height);
          labels[i] = shown[Math.clamp(band, 0, number - 1)];
          instances[i] = none(labels[i]);
        }
      }
    }

    private void blob() {
      int wide = 1 + random.nextInt(width);
      int high = 1 + random.nextInt(height);
      int left = random.nextInt(width - wide + 1);
      int top = random.nextInt(height - high + 1);
      Mask shape = Masks.blob(random, wide, high);
      int label = value();
      int instance = instance(label);
      // Annotated objects of these rules do not always end where the class does.
      boolean loose =
          random.nextInt(4) == 0
              && (catalog.instanceRule() == InstanceRule.COCO_STUFF
                  || catalog.instanceRule() == InstanceRule.PLAIN);
      for (int y = 0; y < high; y++) {
        for (int x = 0; x < wide; x++) {
          int i = (top + y) * width + left + x;
          if (shape.has(x, y)) {
            labels[i] = loose && x > 3 * wide / 4 ? labels[i] : label;
            instances[i] = instance;
          }
        }
      }
    }

    private int value() {
      return values.get(random.nextInt(values.size()));
    }

    private int none(int label) {
      return switch (catalog.instanceRule()) {
        case CITYSCAPES -> label;
        case ADE20K, PLAIN -> 0;
        case COCO_STUFF -> 255;
      };
    }

    private int instance(int label) {
      boolean thing =
          catalog.byClassId(catalog.classId(label)).map(LabelClass::thing).orElse(false);
      boolean group = random.nextInt(6) == 0;
      if (!thing || group) {
        return none(label);
      }
      int number = count++;
      return switch (catalog.instanceRule()) {
        case CITYSCAPES -> label * 1000 + number;
        case ADE20K ->
            catalog.categories().entrySet().stream()
                .filter(e -> e.getValue() == label)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(category -> category << 8 | (number + 1))
                .orElse(0);
        case COCO_STUFF -> number;
        case PLAIN -> number + 1;
      };
    }
  }
}
