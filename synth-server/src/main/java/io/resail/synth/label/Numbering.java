package io.resail.synth.label;

import java.util.Arrays;

/// Numbers triples of ids in the order they first come: a hash table with open addresses. One
/// thread.
final class Numbering {
  private static final int BITS = 21;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[1024];
  private int[] numbers = empty(1024);
  private int count;

  /// Triples numbered so far.
  int count() {
    return count;
  }

  /// The triple's number, or -1 if it was given none.
  int find(int a, int b, int c) {
    return numbers[slot(key(a, b, c))];
  }

  private static long key(int a, int b, int c) {
    return ((long) a << 2 * BITS) | ((long) b << BITS) | c;
  }

  /// The triple's number: that it was given before, or the next. Each id is below 2^21.
  int number(int a, int b, int c) {
    long key = key(a, b, c);
    int slot = slot(key);
    if (numbers[slot] < 0) {
      keys[slot] = key;
      numbers[slot] = count++;
      if (2 * count > keys.length) {
        grow();
        return count - 1;
      }
    }
    return numbers[slot];
  }

  private int slot(long key) {
    int slot = (int) (key * SPREAD >>> 32) & (keys.length - 1);
    while (numbers[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = empty(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  private static int[] empty(int size) {
    int[] numbers = new int[size];
    Arrays.fill(numbers, -1);
    return numbers;
  }
}
