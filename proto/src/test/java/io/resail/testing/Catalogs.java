package io.resail.testing;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Small catalogues, one of each instance rule.
public final class Catalogs {
  private Catalogs() {}

  /// A catalogue of any rule.
  public static ClassCatalog any(SplittableRandom random) {
    InstanceRule[] rules = InstanceRule.values();
    return of(rules[random.nextInt(rules.length)]);
  }

  /// Six classes of which the last two are things, with the ignored values and categories that maps
  /// of this rule have.
  public static ClassCatalog of(InstanceRule rule) {
    int first = rule == InstanceRule.CITYSCAPES ? 20 : 0;
    List<LabelClass> classes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      classes.add(new LabelClass(first + i, "class " + (first + i), 0x2a3f17 * i, i >= 4));
    }
    TreeSet<Integer> ignored = new TreeSet<>();
    TreeMap<Integer, Integer> categories = new TreeMap<>();
    switch (rule) {
      case CITYSCAPES -> {}
      case ADE20K -> {
        ignored.add(0);
        categories.put(1, 4);
        categories.put(7, 5);
      }
      case COCO_STUFF -> ignored.add(255);
      case PLAIN -> ignored.add(11);
    }
    return new ClassCatalog("small " + rule, rule, classes, ignored, categories, 0);
  }
}
