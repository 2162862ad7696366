package io.resail.synth.label;

import java.util.Arrays;

/// Which 3x3 neighbourhoods grids of ids have between them, each with a number of its own.
/// Immutable, any thread.
public final class Patterns {
  /// Cells of a neighbourhood.
  public static final int TAPS = 9;

  private final int count;
  private final int[] at;
  private final int[] cells;
  private final int[] first;

  private Patterns(int count, int[] at, int[] cells, int[] first) {
    this.count = count;
    this.at = at;
    this.cells = cells;
    this.first = first;
  }

  /// Numbers neighbourhoods in the order they first appear, rows before columns.
  ///
  /// @param ids image after image, row after row, each from 0 to 2^21 - 1
  /// @param outside the id of pixels outside, no pixel's own
  static Patterns of(int[] ids, int images, int height, int width, int outside) {
    int[] across = new int[ids.length];
    Numbering triples = new Numbering();
    for (int row = 0; row < images * height; row++) {
      for (int x = 0; x < width; x++) {
        int p = row * width + x;
        int left = x > 0 ? ids[p - 1] : outside;
        int right = x < width - 1 ? ids[p + 1] : outside;
        across[p] = triples.number(left, ids[p], right);
      }
    }
    int nothing = triples.number(outside, outside, outside);
    Numbering squares = new Numbering();
    int[] at = new int[ids.length];
    int[] first = new int[64];
    for (int row = 0; row < images * height; row++) {
      int y = row % height;
      for (int x = 0; x < width; x++) {
        int p = row * width + x;
        int above = y > 0 ? across[p - width] : nothing;
        int below = y < height - 1 ? across[p + width] : nothing;
        int known = squares.count();
        at[p] = squares.number(above, across[p], below);
        if (at[p] == known) {
          if (known == first.length) {
            first = Arrays.copyOf(first, 2 * known);
          }
          first[known] = p;
        }
      }
    }
    int[] cells = new int[TAPS * squares.count()];
    for (int i = 0; i < squares.count(); i++) {
      int y = first[i] / width % height;
      int x = first[i] % width;
      for (int tap = 0; tap < TAPS; tap++) {
        int down = tap / 3 - 1;
        int right = tap % 3 - 1;
        boolean inside = y + down >= 0 && y + down < height && x + right >= 0 && x + right < width;
        cells[TAPS * i + tap] = inside ? ids[first[i] + down * width + right] : outside;
      }
    }
    return new Patterns(squares.count(), at, cells, first);
  }

  /// Rows of a table that has, tap after tap, one row for each id: the row of every cell.
  public int[] rowsByTap(int ids) {
    int[] rows = new int[cells.length];
    Arrays.setAll(rows, i -> i % TAPS * ids + cells[i]);
    return rows;
  }

  /// Rows of a table that has, id after id, one row for each tap: the row of every cell.
  public int[] rowsById() {
    int[] rows = new int[cells.length];
    Arrays.setAll(rows, i -> cells[i] * TAPS + i % TAPS);
    return rows;
  }

  /// Distinct neighbourhoods.
  public int count() {
    return count;
  }

  /// Number of each pixel's neighbourhood, in the order of the ids; not to be changed.
  public int[] at() {
    return at;
  }

  /// A pixel with this neighbourhood.
  int pixel(int number) {
    return first[number];
  }

  /// The nine ids of a neighbourhood, row after row.
  int[] cells(int number) {
    return Arrays.copyOfRange(cells, TAPS * number, TAPS * number + TAPS);
  }

  /// For each neighbourhood the number of the same one among others, or -1.
  ///
  /// @param ids of each id here and of `outside`, what it is there; -1 if it is none
  int[] in(Patterns others, int[] ids) {
    Numbering triples = new Numbering();
    Numbering squares = new Numbering();
    for (int i = 0; i < others.count; i++) {
      int at = TAPS * i;
      squares.number(
          triples.number(others.cells[at], others.cells[at + 1], others.cells[at + 2]),
          triples.number(others.cells[at + 3], others.cells[at + 4], others.cells[at + 5]),
          triples.number(others.cells[at + 6], others.cells[at + 7], others.cells[at + 8]));
    }
    int[] same = new int[count];
    for (int i = 0; i < count; i++) {
      int above = triple(triples, TAPS * i, ids);
      int middle = triple(triples, TAPS * i + 3, ids);
      int below = triple(triples, TAPS * i + 6, ids);
      same[i] = above < 0 || middle < 0 || below < 0 ? -1 : squares.find(above, middle, below);
    }
    return same;
  }

  private int triple(Numbering triples, int from, int[] ids) {
    int left = ids[cells[from]];
    int here = ids[cells[from + 1]];
    int right = ids[cells[from + 2]];
    return left < 0 || here < 0 || right < 0 ? -1 : triples.find(left, here, right);
  }
}
