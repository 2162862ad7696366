package io.resail.tools.evaluation;

import io.resail.synthesis.OutputSize;
import io.resail.tools.training.SegmenterCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The networks that look at images, as far as they were given. One thread; the caller closes it.
final class Eyes implements AutoCloseable {
  private final List<Observer> observers = new ArrayList<>();
  private final Optional<Inception> inception;

  /// @throws io.resail.fault.FaultException [io.resail.fault.Fault#WRONG_INPUT] if one cannot look
  ///     at images of that size
  Eyes(
      List<SegmenterCheckpoint> segmenters, Optional<InceptionWeights> inception, OutputSize size) {
    segmenters.forEach(each -> Observer.requireSize(each, size));
    segmenters.forEach(each -> observers.add(new Observer(each, size)));
    this.inception = inception.map(each -> new Inception(each, size));
  }

  /// How many networks T were given.
  int networks() {
    return observers.size();
  }

  /// The first T's deepest features.
  Optional<float[]> features(float[] image) {
    return observers.stream().findFirst().map(each -> each.features(image));
  }

  /// Looks at an image and adds what was seen.
  ///
  /// @param truth channels of its label map
  void look(float[] image, int[] truth, Tally tally) {
    for (int i = 0; i < observers.size(); i++) {
      tally.see(i, truth, observers.get(i).see(image));
    }
    inception.ifPresent(each -> tally.inception(each.features(image)));
  }

  @Override
  public void close() {
    observers.forEach(Observer::close);
    inception.ifPresent(Inception::close);
  }
}
