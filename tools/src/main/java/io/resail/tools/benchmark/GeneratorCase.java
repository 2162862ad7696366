package io.resail.tools.benchmark;

import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;

/// One generator at one size, painting so many pictures at once.
///
/// @param label in tables and JSON, such as `256x256`
/// @param batch pictures painted in one call
public record GeneratorCase(String label, NetworkSettings settings, int batch) {
  /// 256 x 256 with the 151 label channels of ADE20K, by the paper's widths.
  public static GeneratorCase square(NormKind norm, int width, int batch) {
    return new GeneratorCase(
        "256x256", settings(norm, 151, width, Upsampling.NORMAL, 256, 1), batch);
  }

  /// 256 x 512 (height x width) with the 35 of Cityscapes, doubled once more.
  public static GeneratorCase wide(NormKind norm, int width, int batch) {
    return new GeneratorCase("256x512", settings(norm, 35, width, Upsampling.MORE, 512, 2), batch);
  }

  private static NetworkSettings settings(
      NormKind norm, int labels, int width, Upsampling upsampling, int crop, double aspect) {
    return new NetworkSettings(
        norm, labels, new NetworkSettings.Widths(width, 128, 256), upsampling, crop, aspect);
  }
}
