package io.resail.tools.evaluation;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.StateDict;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The weights of the Inception network that FID is defined by, as the user gives them; the batch
/// norm of each layer is folded into its convolution. Immutable, any thread.
///
/// @param folded `NAME.weight` and `NAME.bias` of each layer
/// @param hash SHA-256 of what was given
public record InceptionWeights(Weights folded, String hash) {
  private static final double EPSILON = 1e-3;

  /// Reads a safetensors file or a `.pth` state dict, with names as torchvision has them.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such file, [Fault#DAMAGED] if a layer is
  ///     missing or of another shape
  public static InceptionWeights read(Path file) {
    return of(
        file.toString().endsWith(".safetensors") ? Safetensors.read(file) : StateDict.read(file));
  }

  static InceptionWeights of(Weights given) {
    Map<String, Tensor> folded = new LinkedHashMap<>();
    for (InceptionLayers.Layer layer : InceptionLayers.ALL) {
      fold(layer, given, folded);
    }
    return new InceptionWeights(new Weights(folded, Map.of()), given.hash());
  }

  private static void fold(InceptionLayers.Layer layer, Weights given, Map<String, Tensor> folded) {
    Tensor kernel = given.tensor(layer.name() + ".conv.weight");
    if (!Arrays.equals(kernel.shape(), layer.shape())) {
      throw new FaultException(
          Fault.DAMAGED,
          layer.name(),
          layer.name()
              + ".conv.weight is "
              + kernel
              + ", need shape "
              + Arrays.toString(layer.shape())
              + ": give the weights of an Inception-v3");
    }
    float[] gain = given.tensor(layer.name() + ".bn.weight").floats();
    float[] offset = given.tensor(layer.name() + ".bn.bias").floats();
    float[] mean = given.tensor(layer.name() + ".bn.running_mean").floats();
    float[] variance = given.tensor(layer.name() + ".bn.running_var").floats();
    float[] weights = kernel.floats().clone();
    float[] bias = new float[layer.out()];
    int each = weights.length / layer.out();
    for (int out = 0; out < layer.out(); out++) {
      double scale = gain[out] / Math.sqrt(variance[out] + EPSILON);
      bias[out] = (float) (offset[out] - mean[out] * scale);
      for (int i = 0; i < each; i++) {
        weights[out * each + i] = (float) (weights[out * each + i] * scale);
      }
    }
    folded.put(layer.name() + ".weight", Tensor.of(weights, layer.shape()));
    folded.put(layer.name() + ".bias", Tensor.of(bias, layer.out()));
  }
}
