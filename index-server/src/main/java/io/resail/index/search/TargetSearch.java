package io.resail.index.search;

import io.resail.index.descriptor.Probe;

/// The search for the units nearest to one target, while it goes on: what is looked for, what was
/// found so far, what that has cost. One thread.
final class TargetSearch {
  private final Target target;
  private final Probe probe;
  private final Nearest nearest;
  private final Work work;

  /// @param nearest takes in what is found
  /// @param work counts, and says when to stop
  TargetSearch(Target target, Nearest nearest, Work work) {
    this.target = target;
    this.probe = new Probe(target.mask());
    this.nearest = nearest;
    this.work = work;
  }

  Target target() {
    return target;
  }

  Probe probe() {
    return probe;
  }

  Nearest nearest() {
    return nearest;
  }

  Work work() {
    return work;
  }

  /// Whether a unit could still enter, by the size penalty that it pays or not, and by the time.
  boolean goesOn(boolean otherSize) {
    return ShapeScore.total(0, otherSize) <= nearest.limit() && !work.mustStop();
  }
}
