package io.resail.index.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The `k` nearest units seen: smallest score first, ties by unit id in code-unit order.
///
/// A heap with the worst on top. Ids are looked up only when two scores are equal. One thread.
final class Nearest {
  /// Finds the id of a unit by its document.
  @FunctionalInterface
  interface Ids {
    String of(int document) throws IOException;
  }

  private static final class Entry {
    int document;
    float shape;
    boolean otherSize;
    float score;
    String id = "";
  }

  private final int k;
  private final Ids ids;
  private final List<Entry> heap;

  Nearest(int k, Ids ids) {
    this.k = k;
    this.ids = ids;
    this.heap = new ArrayList<>(Math.min(k, 64));
  }

  /// A unit whose score's lower bound is above this cannot enter; one whose bound is equal may.
  float limit() {
    return heap.size() < k ? Float.POSITIVE_INFINITY : heap.getFirst().score;
  }

  /// How many are looked for.
  int wanted() {
    return k;
  }

  /// Takes the unit in if it is among the `k` nearest.
  void offer(int document, float shape, boolean otherSize) throws IOException {
    float score = ShapeScore.total(shape, otherSize);
    if (score > limit()) {
      return;
    }
    Entry entry = new Entry();
    entry.document = document;
    entry.shape = shape;
    entry.otherSize = otherSize;
    entry.score = score;
    if (heap.size() < k) {
      heap.add(entry);
      up(heap.size() - 1);
    } else if (isWorse(heap.getFirst(), entry)) {
      heap.set(0, entry);
      down();
    }
  }

  /// What was taken in, nearest first.
  List<Hit> nearestFirst() throws IOException {
    List<Hit> hits = new ArrayList<>(heap.size());
    while (!heap.isEmpty()) {
      Entry worst = heap.getFirst();
      Entry last = heap.removeLast();
      if (!heap.isEmpty()) {
        heap.set(0, last);
        down();
      }
      hits.add(new Hit(worst.document, worst.shape, worst.otherSize));
    }
    return hits.reversed();
  }

  private void up(int from) throws IOException {
    int at = from;
    Entry entry = heap.get(at);
    while (at > 0 && isWorse(entry, heap.get((at - 1) / 2))) {
      heap.set(at, heap.get((at - 1) / 2));
      at = (at - 1) / 2;
    }
    heap.set(at, entry);
  }

  private void down() throws IOException {
    Entry entry = heap.getFirst();
    int at = 0;
    while (2 * at + 1 < heap.size()) {
      int child = 2 * at + 1;
      if (child + 1 < heap.size() && isWorse(heap.get(child + 1), heap.get(child))) {
        child++;
      }
      if (!isWorse(heap.get(child), entry)) {
        break;
      }
      heap.set(at, heap.get(child));
      at = child;
    }
    heap.set(at, entry);
  }

  private boolean isWorse(Entry a, Entry b) throws IOException {
    return a.score != b.score ? a.score > b.score : id(a).compareTo(id(b)) > 0;
  }

  private String id(Entry entry) throws IOException {
    if (entry.id.isEmpty()) {
      entry.id = ids.of(entry.document);
    }
    return entry.id;
  }
}
