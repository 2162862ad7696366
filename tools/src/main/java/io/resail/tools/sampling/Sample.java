package io.resail.tools.sampling;

import io.resail.raster.LabelMap;
import io.resail.synthesis.OutputSize;
import java.util.Arrays;

/// One training or evaluation example as the networks read it. Immutable, any thread.
///
/// Values are 3 x height x width, -1 black, 1 full; label maps are of the sample's size.
public final class Sample {
  private final String sourceId;
  private final LabelMap labels;
  private final float[] image;
  private final float[] guidance;
  private final float[] distorted;
  private final double coverage;

  Sample(
      String sourceId,
      LabelMap labels,
      float[] image,
      float[] guidance,
      float[] distorted,
      double coverage) {
    int values = 3 * labels.width() * labels.height();
    if (image.length != values
        || guidance.length != values
        || (distorted.length != 0 && distorted.length != values)) {
      throw new IllegalArgumentException(
          image.length
              + ", "
              + guidance.length
              + " and "
              + distorted.length
              + " values for "
              + labels
              + ": need three a pixel");
    }
    this.sourceId = sourceId;
    this.labels = labels;
    this.image = image;
    this.guidance = guidance;
    this.distorted = distorted;
    this.coverage = coverage;
  }

  /// The example it comes from.
  public String sourceId() {
    return sourceId;
  }

  /// Its size.
  public OutputSize size() {
    return new OutputSize(labels.width(), labels.height());
  }

  /// The label map, in the data set's own values.
  public LabelMap labels() {
    return labels;
  }

  /// A copy of the photograph's values.
  public float[] toImage() {
    return image.clone();
  }

  /// A copy of the retrieved guidance.
  public float[] toGuidance() {
    return guidance.clone();
  }

  /// A copy of the distorted ground truth; the retrieved guidance where the sample was made
  /// without.
  public float[] toDistorted() {
    return distorted.length == 0 ? toGuidance() : distorted.clone();
  }

  /// Share of the whole picture's pixels that a unit fills, 0 to 1.
  public double coverage() {
    return coverage;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample that
        && sourceId.equals(that.sourceId)
        && labels.equals(that.labels)
        && Arrays.equals(image, that.image)
        && Arrays.equals(guidance, that.guidance)
        && Arrays.equals(distorted, that.distorted);
  }

  @Override
  public int hashCode() {
    return 31 * sourceId.hashCode() + Arrays.hashCode(image);
  }

  @Override
  public String toString() {
    return "sample of " + sourceId + " at " + size();
  }
}
