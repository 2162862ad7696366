package io.resail.synth.plan;

import java.util.List;

/// What one norm reads from a label map alone: the same for all pictures of that map. Its arrays
/// are not to be changed.
final class Told {
  private final List<Rows> rows;
  private final List<float[]> styles;
  private final int[] classes;

  Told(List<Rows> rows, List<float[]> styles, int[] classes) {
    this.rows = rows;
    this.styles = styles;
    this.classes = classes;
  }

  /// Nothing.
  static final Told NOTHING = new Told(List.of(), List.of(), new int[0]);

  static Told of(Rows rows) {
    return new Told(List.of(rows), List.of(), new int[0]);
  }

  Told withClasses(int[] labels) {
    return new Told(rows, styles, labels);
  }

  /// Without the norm's own label branch: what features of the guidance were told.
  Told inner() {
    return new Told(rows.subList(1, rows.size()), styles, classes);
  }

  /// In native memory.
  long bytes() {
    return rows.stream().mapToLong(each -> each.table().size() * Float.BYTES).sum();
  }

  /// Of its label branches, the norm's own first.
  List<Rows> rows() {
    return rows;
  }

  /// Scales and shifts of features of the guidance, in the order they are used.
  List<float[]> styles() {
    return styles;
  }

  /// Of each pixel, for a norm that needs no more.
  int[] classes() {
    return classes;
  }
}
