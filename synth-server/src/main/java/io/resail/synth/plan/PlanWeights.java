package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.List;
import java.util.function.Supplier;

/// Makes and owns the arrays of one plan: weights folded, stacked and laid out as its layers read
/// them. One thread until made.
final class PlanWeights implements AutoCloseable {
  private final NDManager manager;
  private final Arithmetic arithmetic;
  private long bytes;

  PlanWeights(NDManager parent, Arithmetic arithmetic) {
    this.manager = parent.newSubManager();
    this.arithmetic = arithmetic;
  }

  /// What is made, kept until this is closed; what is made on the way is released.
  NDArray own(Supplier<NDArray> made) {
    NDArray array;
    try (Scratch scratch = new Scratch()) {
      array = scratch.keep(made.get());
    }
    NDScope.unregister(array); // from the scope around, too
    array.attach(manager);
    bytes += array.size() * Float.BYTES; // whatever its type, of which some may not be asked
    return array;
  }

  NDArray own(float[] values, long... shape) {
    return own(() -> manager.create(values, new Shape(shape)));
  }

  /// A copy, whoever closes the original.
  NDArray copied(NDArray array) {
    return own(array::duplicate);
  }

  /// 3x3 convolution in the plan's arithmetic.
  ///
  /// @param weight makes (out, in, 3, 3)
  PackedConvolution convolution(Supplier<NDArray> weight, float[] bias) {
    return convolution(weight, bias, arithmetic);
  }

  /// The same in another arithmetic.
  PackedConvolution convolution(Supplier<NDArray> weight, float[] bias, Arithmetic other) {
    String function = other == Arithmetic.FLOAT32 ? "packed3" : "packed3_bfloat16";
    NDArray packed = own(() -> PlanOperators.call(function, weight.get()));
    return new PackedConvolution(packed, own(bias, bias.length), other);
  }

  /// 1x1 convolution without bias, as a matrix.
  ///
  /// @param weight makes (out, in, 1, 1)
  PackedProduct product(Supplier<NDArray> weight) {
    String function = arithmetic == Arithmetic.FLOAT32 ? "matrix" : "matrix_bfloat16";
    return new PackedProduct(own(() -> PlanOperators.call(function, weight.get())), arithmetic);
  }

  /// The weight of a spectral convolution, divided by its norm (spec 6.1).
  static NDArray folded(State state) {
    NDArray weight = state.array("weight_orig");
    return state.find("weight_u").isEmpty()
        ? weight
        : Torch.spectral(weight, state.array("weight_u"), state.array("weight_v"));
  }

  /// Two weights of as many inputs, each times a number, one's outputs after the other's.
  static NDArray stacked(NDArray one, float oneFactor, NDArray other, float otherFactor) {
    return PlanOperators.call(
        "stacked", Torch.times(one, oneFactor), Torch.times(other, otherFactor));
  }

  /// One after the other.
  static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /// Nothing more is to be made: a stray array then fails at once.
  void cap() {
    manager.cap();
  }

  /// Of all arrays, as if in float32.
  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    manager.close();
  }
}
