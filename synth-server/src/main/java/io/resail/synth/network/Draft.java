package io.resail.synth.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A blueprint in the making, seen from one place in the tree of names. One thread.
public final class Draft {
  private final Map<String, Blueprint.Entry> entries;
  private final String prefix;

  private Draft(Map<String, Blueprint.Entry> entries, String prefix) {
    this.entries = entries;
    this.prefix = prefix;
  }

  /// A draft without arrays.
  public static Draft empty() {
    return new Draft(new LinkedHashMap<>(), "");
  }

  /// The part below `name`.
  public Draft under(String name) {
    return new Draft(entries, prefix + name + ".");
  }

  /// What has been listed so far, everywhere in the tree.
  public Blueprint blueprint() {
    return new Blueprint(entries);
  }

  /// One array.
  public void array(String name, Start start, long... shape) {
    entries.put(prefix + name, new Blueprint.Entry(Arrays.stream(shape).boxed().toList(), start));
  }

  /// Convolution with bias.
  public void conv(int in, int out, int kernel) {
    array("weight", Start.WEIGHT, out, in, kernel, kernel);
    array("bias", Start.ZERO, out);
  }

  /// Convolution with spectral norm.
  public void spectralConv(int in, int out, int kernel, boolean bias) {
    array("weight_orig", Start.WEIGHT, out, in, kernel, kernel);
    if (bias) {
      array("bias", Start.ZERO, out);
    }
    array("weight_u", Start.DIRECTION, out);
    array("weight_v", Start.DIRECTION, (long) in * kernel * kernel);
  }

  /// Transposed convolution with bias.
  void transposedConv(int in, int out, int kernel) {
    array("weight", Start.WEIGHT, in, out, kernel, kernel);
    array("bias", Start.ZERO, out);
  }

  /// Linear map with bias.
  void linear(int in, int out) {
    array("weight", Start.WEIGHT, out, in);
    array("bias", Start.ZERO, out);
  }

  /// Running statistics of a batch norm without learned scale.
  public void statistics(int channels) {
    array("running_mean", Start.ZERO, channels);
    array("running_var", Start.ONE, channels);
    array("num_batches_tracked", Start.COUNT);
  }

  /// The two scalars of [Modulation#blended].
  void blending() {
    array("blending_gamma", Start.ZERO, 1);
    array("blending_beta", Start.ZERO, 1);
  }

  /// The layers of [Modulation#semantic].
  void semantic(int inputs, int hidden, int channels) {
    under("mlp_shared.0").conv(inputs, hidden, 3);
    under("mlp_gamma").conv(hidden, channels, 3);
    under("mlp_beta").conv(hidden, channels, 3);
  }
}
