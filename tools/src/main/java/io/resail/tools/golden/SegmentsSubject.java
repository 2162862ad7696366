package io.resail.tools.golden;

import io.resail.index.segmentation.Segmenter;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import io.resail.raster.LabelMap;
import io.resail.raster.Segment;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The decomposition of label maps (spec section 2).
final class SegmentsSubject implements GoldenSubject {
  private static final Set<Integer> COCO_CLASSES_WITHOUT_THINGS =
      Set.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);

  @Override
  public boolean answersFor(String file) {
    return file.equals("segments");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    if (golden.find("cityscapes.instance_ids").isPresent()) {
      cityscapes(golden, cases);
    }
    if (golden.find("ade20k.class_map").isPresent()) {
      ade20k(golden, cases);
    }
    if (golden.find("coco.class_map").isPresent()) {
      coco(golden, cases);
    }
  }

  private static void cityscapes(Weights golden, Cases cases) {
    Tensor ids = golden.tensor("cityscapes.instance_ids");
    int[] instances = ints(ids);
    int[] labels = Arrays.stream(instances).map(v -> v < 100 ? v : v / 1000).toArray();
    ClassCatalog catalog =
        catalog(InstanceRule.CITYSCAPES, 34, label -> label >= 24, Set.of(), new TreeMap<>());
    compare(golden, cases, "cityscapes", catalog, map(ids, labels).withInstances(instances));
  }

  private static void ade20k(Weights golden, Cases cases) {
    Tensor classes = golden.tensor("ade20k.class_map");
    byte[] rgb = golden.tensor("ade20k.instance_rgb").bytes();
    int[] instances =
        IntStream.range(0, rgb.length / 3)
            .map(i -> (rgb[3 * i] & 0xff) << 8 | (rgb[3 * i + 1] & 0xff))
            .toArray();
    TreeMap<Integer, Integer> categories = new TreeMap<>();
    int[] pairs = ints(golden.tensor("ade20k.category_to_class"));
    for (int i = 0; i < pairs.length; i += 2) {
      categories.put(pairs[i], pairs[i + 1]);
    }
    ClassCatalog catalog =
        catalog(InstanceRule.ADE20K, 151, categories::containsValue, Set.of(0), categories);
    compare(golden, cases, "ade20k", catalog, map(classes, ints(classes)).withInstances(instances));
  }

  private static void coco(Weights golden, Cases cases) {
    Tensor classes = golden.tensor("coco.class_map");
    ClassCatalog catalog =
        catalog(
            InstanceRule.COCO_STUFF,
            182,
            label -> label < 90 && !COCO_CLASSES_WITHOUT_THINGS.contains(label + 1),
            Set.of(255),
            new TreeMap<>());
    compare(
        golden,
        cases,
        "coco",
        catalog,
        map(classes, ints(classes)).withInstances(ints(golden.tensor("coco.instance_map"))));
  }

  private static ClassCatalog catalog(
      InstanceRule rule,
      int classes,
      IntPredicate thing,
      Set<Integer> ignored,
      SortedMap<Integer, Integer> categories) {
    List<LabelClass> all =
        IntStream.range(0, classes)
            .mapToObj(label -> new LabelClass(label, "class " + label, 0, thing.test(label)))
            .toList();
    return new ClassCatalog("golden", rule, all, new TreeSet<>(ignored), categories, 0);
  }

  private static void compare(
      Weights golden, Cases cases, String set, ClassCatalog catalog, LabelMap map) {
    List<Segment> segments = new Segmenter(catalog).cut(map);
    long[] expected = golden.tensor(set + ".class_id").longs();
    cases.same(
        set + ".class_id", expected, segments.stream().mapToLong(Segment::classId).toArray());
    if (expected.length != segments.size()) {
      return;
    }
    cases.same(
        set + ".area",
        golden.tensor(set + ".area").longs(),
        segments.stream().mapToLong(Segment::area).toArray());
    cases.same(
        set + ".is_fg",
        golden.tensor(set + ".is_fg").longs(),
        segments.stream().mapToLong(s -> s.foreground() ? 1 : 0).toArray());
    byte[] masks = new byte[segments.size() * map.width() * map.height()];
    int at = 0;
    for (Segment segment : segments) {
      for (int y = 0; y < map.height(); y++) {
        for (int x = 0; x < map.width(); x++, at++) {
          masks[at] = (byte) (segment.has(x, y) ? 1 : 0);
        }
      }
    }
    cases.same(set + ".mask", golden.tensor(set + ".mask").bytes(), masks);
  }

  private static LabelMap map(Tensor like, int[] labels) {
    return LabelMap.of((int) like.shape()[1], (int) like.shape()[0], labels);
  }

  private static int[] ints(Tensor tensor) {
    return Arrays.stream(tensor.longs()).mapToInt(Math::toIntExact).toArray();
  }
}
