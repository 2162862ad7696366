package io.resail.tools.benchmark;

import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Units and held-back queries by number: each is made from its own seed, in any order, on any
/// thread.
final class UnitStream {
  /// Units that share a source image.
  static final int UNITS_PER_IMAGE = 10;

  private static final String SPLIT = "train";

  // Of 182 classes the largest then has 13 % of all units, as in COCO-Stuff.
  private static final double ZIPF = 0.9;
  private static final long QUERIES = 0x5eed0fa11L;

  private final ShapeStock stock;
  private final long seed;
  private final double[] share;

  UnitStream(RetrievalBenchSettings settings) {
    this.stock = new ShapeStock(settings.realMasks());
    this.seed = settings.seed();
    this.share = new double[settings.classes()];
    double sum = 0;
    for (int i = 0; i < share.length; i++) {
      sum += Math.pow(i + 1.0, -ZIPF);
      share[i] = sum;
    }
    for (int i = 0; i < share.length; i++) {
      share[i] /= sum;
    }
  }

  /// The catalogue of the classes.
  ClassCatalog catalog() {
    List<LabelClass> classes = new ArrayList<>();
    for (int i = 0; i < share.length; i++) {
      classes.add(new LabelClass(i, "shape " + i, 0x808080, true));
    }
    return new ClassCatalog(
        "benchmark", InstanceRule.PLAIN, classes, new TreeSet<>(), new TreeMap<>(), 0);
  }

  /// Class and shape of one number.
  record Shape(int classId, Mask mask) {
    Segment segment() {
      return new Segment(classId, true, new Box(0, 0, mask.width(), mask.height()), mask);
    }
  }

  /// The shape of a unit.
  Shape shape(int unit) {
    SplittableRandom random = random(seed, unit);
    int classId = classOf(random.nextDouble());
    return new Shape(classId, stock.shape(classId, random));
  }

  /// A shape that no unit has, of the given class.
  Shape query(int number, int classId) {
    return new Shape(classId, stock.shape(classId, random(seed + QUERIES, number)));
  }

  /// One request for all the shapes.
  static RetrievalRequest request(List<Shape> shapes, int matches) {
    return RetrievalRequest.of(new Query.Masks(shapes.stream().map(Shape::segment).toList()))
        .withMatches(matches);
  }

  /// The class of a query that is drawn as units are.
  int classOfQuery(int number) {
    return classOf(random(seed + 2 * QUERIES, number).nextDouble());
  }

  /// The units of one image.
  List<RetrievalUnit> image(int image, int units) {
    List<RetrievalUnit> cut = new ArrayList<>();
    for (int i = 0; i < UNITS_PER_IMAGE && image * UNITS_PER_IMAGE + i < units; i++) {
      Shape shape = shape(image * UNITS_PER_IMAGE + i);
      Box box = shape.segment().box();
      cut.add(
          new RetrievalUnit(
              id(image * UNITS_PER_IMAGE + i),
              shape.classId(),
              source(image),
              SPLIT,
              box,
              shape.mask(),
              Texture.inside(shape.mask(), random(seed + 3 * QUERIES, image)),
              "",
              Set.of()));
    }
    return cut;
  }

  /// The id of a unit: ids order as numbers do.
  static String id(int unit) {
    return SPLIT + "/" + source(unit / UNITS_PER_IMAGE) + "#000" + unit % UNITS_PER_IMAGE;
  }

  /// The source of an image's units.
  static String source(int image) {
    String digits = Integer.toString(image);
    return "image-" + "0".repeat(9 - digits.length()) + digits;
  }

  private int classOf(double uniform) {
    int classId = 0;
    while (classId < share.length - 1 && uniform > share[classId]) {
      classId++;
    }
    return classId;
  }

  private static SplittableRandom random(long seed, int number) {
    // Seeds that differ by little give streams alike at first; splitting mends that.
    return new SplittableRandom(seed * 0x9e3779b97f4a7c15L + number).split();
  }
}
