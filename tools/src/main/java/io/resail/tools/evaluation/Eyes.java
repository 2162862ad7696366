package io.resail.tools.evaluation;

import io.resail.synthesis.OutputSize;
import io.resail.tools.training.SegmenterCheckpoint;
import java.util.Optional;

/// The networks that look at images, as far as they were given. One thread; the caller closes it.
final class Eyes implements AutoCloseable {
  private final Optional<Observer> observer;
  private final Optional<Inception> inception;

  Eyes(
      Optional<SegmenterCheckpoint> segmenter,
      Optional<InceptionWeights> inception,
      OutputSize size) {
    this.observer = segmenter.map(each -> new Observer(each, size));
    this.inception = inception.map(each -> new Inception(each, size));
  }

  /// Whether network T was given.
  boolean seeClasses() {
    return observer.isPresent();
  }

  /// What T sees.
  Observer.Seen see(float[] image) {
    return observer.orElseThrow().see(image);
  }

  /// Looks at an image and adds what was seen.
  ///
  /// @param truth channels of its label map
  void look(float[] image, int[] truth, Tally tally) {
    observer.ifPresent(each -> tally.see(truth, each.see(image)));
    inception.ifPresent(each -> tally.inception(each.features(image)));
  }

  @Override
  public void close() {
    observer.ifPresent(Observer::close);
    inception.ifPresent(Inception::close);
  }
}
