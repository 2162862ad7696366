package io.resail.tools.sampling;

import io.resail.synth.guidance.Guidance;
import io.resail.tools.dataset.Example;
import io.resail.tools.dataset.ExampleRef;
import io.resail.tools.distortion.Geometry;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Samples without guidance, for networks that only look at photographs. Any thread.
///
/// @param framing their size and what they show
public record LabelledPictures(Framing framing) {
  /// A sample to train on: framed by chance.
  public Sample train(ExampleRef ref, RandomGenerator random) {
    return sample(ref, framing.draw(random));
  }

  /// The whole picture.
  public Sample whole(ExampleRef ref) {
    return sample(ref, framing.whole());
  }

  private static Sample sample(ExampleRef ref, Geometry geometry) {
    Example example = ref.load();
    float[] image = Guidance.given(geometry.show(example.image())).toValues();
    float[] black = new float[image.length];
    Arrays.fill(black, -1);
    return new Sample(
        example.sourceId(), geometry.show(example.labels()), image, black, new float[0], 0);
  }
}
