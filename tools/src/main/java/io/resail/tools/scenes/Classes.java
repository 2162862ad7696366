package io.resail.tools.scenes;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The label values of the demo scenes.
final class Classes {
  static final int SKY = 0;
  static final int BUILDING = 1;
  static final int ROAD = 2;
  static final int PAVEMENT = 3;
  static final int TREE = 4;
  static final int CAR = 5;
  static final int PERSON = 6;
  static final int SIGN = 7;
  static final int POLE = 8;
  static final int GRASS = 9;

  static final ClassCatalog CATALOG =
      new ClassCatalog(
          "demo",
          InstanceRule.PLAIN,
          List.of(
              new LabelClass(SKY, "sky", 0x4682b4, false),
              new LabelClass(BUILDING, "building", 0x8c6a5a, false),
              new LabelClass(ROAD, "road", 0x804080, false),
              new LabelClass(PAVEMENT, "pavement", 0xf423e8, false),
              new LabelClass(TREE, "tree", 0x2f7d32, false),
              new LabelClass(CAR, "car", 0x00008e, true),
              new LabelClass(PERSON, "person", 0xdc143c, true),
              new LabelClass(SIGN, "sign", 0xdcdc00, true),
              new LabelClass(POLE, "pole", 0xa0a0a0, false),
              new LabelClass(GRASS, "grass", 0x98fb98, false)),
          new TreeSet<>(),
          new TreeMap<>(),
          0);

  private Classes() {}
}
