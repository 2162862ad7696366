package io.resail.synth.label;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What is new in a label map against an earlier one of the same size and classes: 5x5
/// neighbourhoods that the earlier one has nowhere. After an edit these are few. Immutable, any
/// thread.
public final class LabelChange {
  private final LabelGrid now;
  private final int[] sameAs;
  private final int[] fresh;
  private final int[] three;
  private final int[] numbered;

  private LabelChange(LabelGrid now, int[] sameAs) {
    this.now = now;
    this.sameAs = sameAs;
    this.fresh = fresh(sameAs);
    this.numbered = new int[now.three().count() + 1];
    Arrays.fill(numbered, -1);
    int[] needed = new int[now.three().count()];
    int count = 0;
    for (int number : fresh) {
      for (int id : now.five().cells(number)) {
        if (id < needed.length && numbered[id] < 0) {
          numbered[id] = count;
          needed[count++] = id;
        }
      }
    }
    this.three = Arrays.copyOf(needed, count);
    this.numbered[now.three().count()] = count; // what lies outside comes after all others
  }

  private static int[] fresh(int[] sameAs) {
    return IntStream.range(0, sameAs.length).filter(i -> sameAs[i] < 0).toArray();
  }

  /// Compares two maps of one size and as many classes.
  public static LabelChange between(LabelGrid before, LabelGrid now) {
    int[] classes = new int[now.classes() + 1];
    Arrays.setAll(classes, id -> id);
    int[] threes = now.three().in(before.three(), classes);
    int[] ids = Arrays.copyOf(threes, threes.length + 1);
    ids[threes.length] = before.three().count(); // outside
    int[] fives = now.five().in(before.five(), ids);
    Arrays.setAll(fives, i -> fives[i] < 0 ? -1 : before.five().pixel(fives[i]));
    return new LabelChange(now, fives);
  }

  /// Of each 5x5 neighbourhood a pixel of the earlier map that has it, or -1 if it is new.
  public int[] sameAs() {
    return sameAs.clone();
  }

  /// How many are new.
  public int fresh() {
    return fresh.length;
  }

  /// For each 3x3 neighbourhood that new ones consist of, the rows of its cells in a table as
  /// [Patterns#rowsByTap] means it.
  public int[] threeRows() {
    int[] rows = new int[Patterns.TAPS * three.length];
    for (int i = 0; i < three.length; i++) {
      int[] cells = now.three().cells(three[i]);
      for (int tap = 0; tap < Patterns.TAPS; tap++) {
        rows[Patterns.TAPS * i + tap] = tap * (now.classes() + 1) + cells[tap];
      }
    }
    return rows;
  }

  /// For each new 5x5 neighbourhood, in order, the rows of its cells in a table as
  /// [Patterns#rowsById] means it, of the 3x3 neighbourhoods of [#threeRows].
  public int[] fiveRows() {
    int[] rows = new int[Patterns.TAPS * fresh.length];
    for (int i = 0; i < fresh.length; i++) {
      int[] cells = now.five().cells(fresh[i]);
      for (int tap = 0; tap < Patterns.TAPS; tap++) {
        rows[Patterns.TAPS * i + tap] = numbered[cells[tap]] * Patterns.TAPS + tap;
      }
    }
    return rows;
  }
}
