package io.resail.tools.training;

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

/// The convolutions of an ImageNet VGG-19 that the perceptual loss needs, as the user gives them.
/// Immutable, any thread.
///
/// @param weights tensors `features.N.weight` and `.bias`, as torchvision names them
record VggWeights(Weights weights) {
  /// @throws FaultException [Fault#DAMAGED] if a tensor is missing or of another shape
  VggWeights {
    Map<String, Tensor> needed = new LinkedHashMap<>();
    for (Vgg19.Layer layer : Vgg19.LAYERS) {
      Tensor kernel = weights.tensor(layer.name() + ".weight");
      long[] shape = {layer.out(), layer.in(), 3, 3};
      if (!Arrays.equals(kernel.shape(), shape)) {
        throw new FaultException(
            Fault.DAMAGED,
            layer.name(),
            layer.name()
                + ".weight is "
                + kernel
                + ", need shape "
                + Arrays.toString(shape)
                + ": give the weights of a VGG-19 without batch norm");
      }
      needed.put(layer.name() + ".weight", kernel);
      needed.put(layer.name() + ".bias", weights.tensor(layer.name() + ".bias"));
    }
    weights = new Weights(needed, Map.of());
  }

  /// Reads a safetensors file, or a `.pth` as torchvision saves it.
  static VggWeights read(Path file) {
    boolean safetensors = file.toString().endsWith(".safetensors");
    return new VggWeights(safetensors ? Safetensors.read(file) : StateDict.read(file));
  }
}
