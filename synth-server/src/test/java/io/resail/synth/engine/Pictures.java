package io.resail.synth.engine;

import io.resail.raster.RgbImage;
import java.util.List;

/// How far pictures are from each other.
final class Pictures {
  private Pictures() {}

  /// Peak signal to noise over all samples, in decibels; infinite if they are the same.
  static double decibels(List<RgbImage> some, List<RgbImage> others) {
    double squares = 0;
    long samples = 0;
    for (int i = 0; i < some.size(); i++) {
      byte[] one = some.get(i).toSamples();
      byte[] other = others.get(i).toSamples();
      for (int j = 0; j < one.length; j++) {
        double difference = (one[j] & 0xff) - (other[j] & 0xff);
        squares += difference * difference;
      }
      samples += one.length;
    }
    return 10 * Math.log10(255.0 * 255.0 / (squares / samples));
  }
}
