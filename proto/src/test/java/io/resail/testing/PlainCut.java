package io.resail.testing;

import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/// Cuts the labels of a map into 8-connected components, as spec section 2 says of class-only maps,
/// in the slowest and plainest way. Instances are not looked at.
final class PlainCut {
  private final ClassCatalog catalog;
  private final LabelMap map;
  private final boolean[] seen;

  private PlainCut(ClassCatalog catalog, LabelMap map) {
    this.catalog = catalog;
    this.map = map;
    this.seen = new boolean[map.width() * map.height()];
  }

  /// The segments in list order.
  static List<Segment> of(ClassCatalog catalog, LabelMap map) {
    PlainCut cut = new PlainCut(catalog, map);
    TreeSet<Integer> labels = new TreeSet<>();
    for (int label : map.toLabels()) {
      labels.add(label);
    }
    labels.removeAll(catalog.ignoredLabels());
    List<Segment> segments = new ArrayList<>();
    labels.forEach(label -> segments.addAll(largest(cut.components(label))));
    return segments;
  }

  /// The fewest, largest first, that cover 90 % of the class; equal ones in reverse order.
  private static List<Segment> largest(List<Segment> discovered) {
    List<Segment> sorted =
        discovered.reversed().stream()
            .sorted(Comparator.comparingInt(Segment::area).reversed())
            .toList();
    long all = sorted.stream().mapToLong(Segment::area).sum();
    List<Segment> kept = new ArrayList<>();
    long before = 0;
    for (Segment segment : sorted) {
      if (10 * before < 9 * all) {
        kept.add(segment);
      }
      before += segment.area();
    }
    return kept;
  }

  private List<Segment> components(int label) {
    List<Segment> components = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && map.label(i % map.width(), i / map.width()) == label) {
        components.add(component(label, i));
      }
    }
    return components;
  }

  private Segment component(int label, int first) {
    boolean[] inside = new boolean[seen.length];
    Deque<Integer> open = new ArrayDeque<>(List.of(first));
    seen[first] = true;
    while (!open.isEmpty()) {
      int at = open.pop();
      inside[at] = true;
      for (int y = Math.max(0, at / map.width() - 1);
          y <= Math.min(map.height() - 1, at / map.width() + 1);
          y++) {
        for (int x = Math.max(0, at % map.width() - 1);
            x <= Math.min(map.width() - 1, at % map.width() + 1);
            x++) {
          int next = y * map.width() + x;
          if (!seen[next] && map.label(x, y) == label) {
            seen[next] = true;
            open.push(next);
          }
        }
      }
    }
    Mask whole = Mask.of(map.width(), map.height(), (x, y) -> inside[y * map.width() + x]);
    Box box = Units.tight(whole);
    int classId = catalog.classId(label);
    boolean thing = catalog.byClassId(classId).map(LabelClass::thing).orElse(false);
    return new Segment(classId, thing, box, whole.crop(box));
  }
}
