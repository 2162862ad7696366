package io.resail.index.store;

/// Every Lucene field of a unit. Each unit has all of them but [#TAG], which it may have often.
public final class UnitFields {
  /// Term: the unit's id.
  public static final String ID = "id";

  /// Term, and numeric value for the index order: the class.
  public static final String CLASS = "class";

  /// Numeric value for the index order: see [UnitOrder].
  public static final String ORDER = "order";

  /// Term: the source image.
  public static final String SOURCE = "source";

  /// Term: the split.
  public static final String SPLIT = "split";

  /// Term: the licence.
  public static final String LICENCE = "licence";

  /// Terms: the tags.
  public static final String TAG = "tag";

  /// Point: pixels of the mask at its own resolution.
  public static final String AREA = "area";

  /// Binary value: [io.resail.index.descriptor.Descriptor].
  public static final String DESCRIPTOR = "descriptor";

  /// Binary value: [io.resail.index.descriptor.SquareMask].
  public static final String SQUARE = "square";

  /// Binary value: [UnitCard].
  public static final String CARD = "card";

  /// Binary value: the rest of the unit, with its pixels; no search reads it.
  public static final String PIXELS = "pixels";

  private UnitFields() {}
}
