package io.resail.tools.scenes;

import java.util.Arrays;

/// Cleans a label map as one who draws it by hand would: no specks of leaf in the sky, none of sky
/// in a crown.
final class Specks {
  private final int[] labels;
  private final int[] instances;
  private final int width;
  private final int height;
  private final int smallest;
  private final int[] stack;

  /// @param smallest connected pixels of one class that stay, fewer go
  private Specks(int[] labels, int[] instances, int width, int smallest) {
    this.labels = labels;
    this.instances = instances;
    this.width = width;
    height = labels.length / width;
    this.smallest = smallest;
    stack = new int[labels.length];
  }

  /// Gives every speck of no thing the class of most pixels about it that are no thing either.
  static void remove(int[] labels, int[] instances, int width, int smallest) {
    new Specks(labels, instances, width, smallest).removeAll();
  }

  private void removeAll() {
    boolean[] seen = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      if (!seen[i]) {
        int size = flood(i, seen);
        if (size < smallest && instances[i] == 0) {
          int label = around(size);
          for (int k = 0; k < size; k++) {
            labels[stack[k]] = label < 0 ? labels[stack[k]] : label;
          }
        }
      }
    }
  }

  /// Collects the connected pixels of one class and instance into `stack`.
  private int flood(int start, boolean[] seen) {
    int size = 0;
    stack[size++] = start;
    seen[start] = true;
    for (int head = 0; head < size; head++) {
      int at = stack[head];
      int x = at % width;
      int y = at / width;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int next = at + dy * width + dx;
          boolean inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
          if (inside
              && !seen[next]
              && labels[next] == labels[start]
              && instances[next] == instances[start]) {
            seen[next] = true;
            stack[size++] = next;
          }
        }
      }
    }
    return size;
  }

  /// The commonest class beside the collected pixels that is neither theirs nor a thing's, or -1.
  private int around(int size) {
    int own = labels[stack[0]];
    int[] votes = new int[16];
    for (int k = 0; k < size; k++) {
      int x = stack[k] % width;
      int y = stack[k] / width;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) {
            int next = (y + dy) * width + x + dx;
            votes[labels[next]] += labels[next] != own && instances[next] == 0 ? 1 : 0;
          }
        }
      }
    }
    int most = Arrays.stream(votes).max().orElse(0);
    for (int label = 0; label < votes.length && most > 0; label++) {
      if (votes[label] == most) {
        return label;
      }
    }
    return -1;
  }
}
