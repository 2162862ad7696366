package io.resail.tools.distortion;

import io.resail.raster.Mask;
import java.util.Arrays;

/// Follows the outer borders of a mask's parts (spec section 5.1). Used once, by one thread.
///
/// Parts are 8-connected, what lies around them 4-connected. A part inside a hole of another has no
/// outer border here, and holes have none.
public final class Contours {
  /// Steps by direction: 0 right, then counter-clockwise on the screen.
  private static final int[] STEP_X = {1, 1, 0, -1, -1, -1, 0, 1};

  private static final int[] STEP_Y = {0, -1, -1, -1, 0, 1, 1, 1};

  private static final byte EMPTY = 0;
  private static final byte FILLED = 1;
  private static final byte OUTSIDE = 2;
  private static final byte SEEN = 3;

  /// The mask inside a rim one pixel wide.
  private final int width;

  private final int height;
  private final byte[] cells;
  private final int[] steps = new int[8];

  private Contours(Mask mask) {
    width = mask.width() + 2;
    height = mask.height() + 2;
    cells = new byte[width * height];
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        cells[(y + 1) * width + x + 1] = mask.has(x, y) ? FILLED : EMPTY;
      }
    }
    Arrays.setAll(steps, d -> STEP_Y[d] * width + STEP_X[d]);
  }

  /// The outer border with the most points, of equally long ones that whose first pixel comes last
  /// in raster order: x and y of each point in turn; empty if the mask is.
  public static int[] longest(Mask mask) {
    return new Contours(mask).longest();
  }

  private int[] longest() {
    // From the rim's corner everything outside is reached in 4-connected steps.
    flood(0, EMPTY, OUTSIDE, 2);
    int[] longest = {};
    for (int start = width; start < cells.length - width; start++) {
      if (cells[start] == FILLED) {
        if (cells[start - 1] == OUTSIDE) {
          int[] border = follow(start);
          longest = border.length >= longest.length ? border : longest;
        }
        flood(start, FILLED, SEEN, 1);
      }
    }
    int[] points = new int[2 * longest.length];
    for (int i = 0; i < longest.length; i++) {
      points[2 * i] = longest[i] % width - 1;
      points[2 * i + 1] = longest[i] / width - 1;
    }
    return points;
  }

  /// The border from the first pixel of a part in raster order.
  private int[] follow(int start) {
    int outOf = 3;
    while (!filled(start + steps[outOf])) {
      if (outOf == 4) {
        return new int[] {start};
      }
      outOf = outOf + 7 & 7;
    }
    int last = start + steps[outOf];
    int[] border = new int[64];
    int length = 0;
    int at = start;
    while (true) {
      do {
        outOf = outOf + 1 & 7;
      } while (!filled(at + steps[outOf]));
      if (length == border.length) {
        border = Arrays.copyOf(border, 2 * length);
      }
      border[length++] = at;
      int next = at + steps[outOf];
      if (next == start && at == last) {
        return Arrays.copyOf(border, length);
      }
      at = next;
      outOf = outOf + 4 & 7; // where it came from
    }
  }

  private boolean filled(int cell) {
    return cells[cell] == FILLED || cells[cell] == SEEN;
  }

  /// Turns the cells connected to `start` from one value into another, in every `stride`-th of the
  /// eight directions.
  private void flood(int start, byte from, byte to, int stride) {
    int[] waiting = new int[64];
    int length = 1;
    waiting[0] = start;
    cells[start] = to;
    while (length > 0) {
      int cell = waiting[--length];
      int x = cell % width;
      int y = cell / width;
      for (int d = 0; d < 8; d += stride) {
        int nextX = x + STEP_X[d];
        int nextY = y + STEP_Y[d];
        int next = cell + steps[d];
        if (nextX >= 0 && nextY >= 0 && nextX < width && nextY < height && cells[next] == from) {
          cells[next] = to;
          if (length == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * length);
          }
          waiting[length++] = next;
        }
      }
    }
  }
}
