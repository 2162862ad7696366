package io.resail.raster;

/// How instance values are coded, and so how a label map is cut into segments (spec section 2).
public enum InstanceRule {
  /// The instance value is the class below 100, else class * 1000 + number.
  CITYSCAPES,
  /// The instance value is `category << 8 | number`, number 0 for none; the catalogue maps
  /// categories to
  /// classes.
  ADE20K,
  /// 255 for none, any other value is one object of its most frequent class; segment classes are
  /// label + 1.
  COCO_STUFF,
  /// 0 for none, any other value is one object of its most frequent class. Maps without instances
  /// are cut
  /// into connected components, whatever the rule.
  PLAIN
}
