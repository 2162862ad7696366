package io.resail.tools.dataset;

/// What can be wrong with a data set.
public enum Problem {
  /// A file without its counterpart.
  UNPAIRED("unpaired files"),
  /// A file that cannot be decoded.
  UNREADABLE("unreadable files"),
  /// A picture and its maps of different sizes.
  SIZE_MISMATCH("sizes that differ"),
  /// A map that shows classes by colours, not by values.
  COLOUR_CODED("colour-coded label maps"),
  /// A label map whose borders hold mixtures of the values on both sides.
  ANTI_ALIASED("anti-aliased label maps"),
  /// A label map whose values are all one too high or too low.
  OFF_BY_ONE("label maps off by one"),
  /// A value that is no class and not ignored.
  OUTSIDE_CATALOGUE("values outside the catalogue");

  private final String words;

  Problem(String words) {
    this.words = words;
  }

  /// What it is called in a report.
  public String words() {
    return words;
  }
}
