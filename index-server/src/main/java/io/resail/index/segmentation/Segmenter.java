package io.resail.index.segmentation;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.segmentation.AreaRule.Classed;
import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import io.resail.raster.LabelMap;
import io.resail.raster.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Cuts label maps into segments by the catalogue's rule, for the index and for its queries alike.
///
/// Source: spec section 2. Maps without instance values are cut into 8-connected components.
/// Immutable, any thread.
public final class Segmenter {
  /// The most pixels that the boxes of one map's segments may have together; real maps need a few
  /// times their own pixels, interlocking combs could need any number.
  public static final long MOST_BOX_PIXELS = 1L << 31;

  private static final int FIRST_CITYSCAPES_OBJECT = 100;
  private static final int CITYSCAPES_CLASS_FACTOR = 1000;
  private static final int ADE20K_NUMBER_MASK = 0xff;
  private static final int ADE20K_CATEGORY_SHIFT = 8;
  private static final int NO_COCO_OBJECT = 255;
  private static final int NO_PLAIN_OBJECT = 0;

  private final ClassCatalog catalog;

  /// A segmenter of the catalogue's maps.
  public Segmenter(ClassCatalog catalog) {
    this.catalog = catalog;
  }

  /// The segments of a map, in the order of spec section 2.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if the map holds labels or instance values that the
  ///     catalogue does not know, or segments too many and too large to be told apart
  public List<Segment> cut(LabelMap map) {
    catalog.require(map);
    List<Classed> discovered =
        !map.hasInstances()
            ? components(map.toLabels(), map.width(), label -> !ignored(label))
            : switch (catalog.instanceRule()) {
              case CITYSCAPES -> cityscapes(map);
              case ADE20K -> ade20k(map);
              case COCO_STUFF -> cocoStuff(map);
              case PLAIN -> plain(map);
            };
    List<Segment> segments = new ArrayList<>();
    long boxPixels = 0;
    for (Classed each : AreaRule.keep(discovered)) {
      Box box = each.region().box(map.width());
      boxPixels += box.area();
      if (boxPixels > MOST_BOX_PIXELS) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            "label_map",
            map
                + " has segments whose boxes hold more than "
                + MOST_BOX_PIXELS
                + " pixels together: send a smaller map, or one with less noise");
      }
      segments.add(
          new Segment(
              each.classId(), each.foreground(), box, each.region().mask(box, map.width())));
    }
    return segments;
  }

  private List<Classed> cityscapes(LabelMap map) {
    List<Classed> found =
        components(map.toInstances(), map.width(), value -> value < FIRST_CITYSCAPES_OBJECT);
    int[] objects = map.toInstances();
    keepOnly(objects, value -> value >= FIRST_CITYSCAPES_OBJECT);
    for (Region region : Regions.byValue(objects)) {
      found.add(classed(region.value() / CITYSCAPES_CLASS_FACTOR, region));
    }
    return found;
  }

  private List<Classed> ade20k(LabelMap map) {
    int[] instances = map.toInstances();
    int[] numbers = Arrays.stream(instances).map(v -> v & ADE20K_NUMBER_MASK).toArray();
    keepOnly(numbers, number -> number != 0);
    List<Classed> found = new ArrayList<>();
    for (Region region : Regions.byValue(numbers)) {
      int category = instances[region.pixels()[0]] >> ADE20K_CATEGORY_SHIFT;
      Integer classId = catalog.categories().get(category);
      if (classId == null) {
        throw unknownObject("category " + category, "one of " + catalog.categories().keySet());
      }
      found.add(new Classed(classId, true, region));
    }
    Set<Integer> mapped = new HashSet<>(catalog.categories().values());
    found.addAll(
        components(map.toLabels(), map.width(), l -> !ignored(l) && !mapped.contains(l)).stream()
            .map(c -> new Classed(c.classId(), false, c.region()))
            .toList());
    return found;
  }

  private List<Classed> cocoStuff(LabelMap map) {
    Set<Integer> labelsOfObjects = new HashSet<>();
    List<Classed> found = objects(map, NO_COCO_OBJECT, labelsOfObjects);
    found.addAll(
        components(map.toLabels(), map.width(), l -> !ignored(l) && !labelsOfObjects.contains(l)));
    return found;
  }

  private List<Classed> plain(LabelMap map) {
    List<Classed> found = objects(map, NO_PLAIN_OBJECT, new HashSet<>());
    int[] labels = map.toLabels();
    int[] instances = map.toInstances();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = instances[i] == NO_PLAIN_OBJECT ? labels[i] : Regions.NONE;
    }
    found.addAll(components(labels, map.width(), label -> !ignored(label)));
    return found;
  }

  /// One region for each instance value but `none`, of its most frequent label, the smallest on a
  /// tie; those whose label is ignored are left out.
  private List<Classed> objects(LabelMap map, int none, Set<Integer> labelsFound) {
    int[] labels = map.toLabels();
    int[] instances = map.toInstances();
    keepOnly(instances, value -> value != none);
    List<Classed> found = new ArrayList<>();
    for (Region region : Regions.byValue(instances)) {
      Map<Integer, Integer> counts = new TreeMap<>();
      for (int pixel : region.pixels()) {
        counts.merge(labels[pixel], 1, Integer::sum);
      }
      int label = -1;
      int most = 0;
      for (Map.Entry<Integer, Integer> each : counts.entrySet()) {
        if (each.getValue() > most) {
          label = each.getKey();
          most = each.getValue();
        }
      }
      labelsFound.add(label);
      if (!ignored(label)) {
        found.add(classed(catalog.classId(label), region));
      }
    }
    return found;
  }

  private List<Classed> components(int[] values, int width, IntPredicate wanted) {
    keepOnly(values, wanted);
    List<Classed> found = new ArrayList<>();
    for (Region region : Regions.connected(values, width)) {
      found.add(classed(catalog.classId(region.value()), region));
    }
    return found;
  }

  private static void keepOnly(int[] values, IntPredicate wanted) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != Regions.NONE && !wanted.test(values[i])) {
        values[i] = Regions.NONE;
      }
    }
  }

  private boolean ignored(int label) {
    return catalog.ignoredLabels().contains(label);
  }

  private Classed classed(int classId, Region region) {
    LabelClass shown =
        catalog
            .byClassId(classId)
            .orElseThrow(
                () ->
                    unknownObject(
                        "class " + classId, "a class of catalogue '" + catalog.name() + "'"));
    return new Classed(classId, shown.thing(), region);
  }

  private static FaultException unknownObject(String given, String needed) {
    return new FaultException(
        Fault.WRONG_INPUT,
        "label_map",
        "instance values name " + given + ": need " + needed + "; check how they are coded");
  }
}
