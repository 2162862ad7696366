package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Makes and owns the arrays of one plan: weights folded, stacked and laid out as its layers read
/// them. One thread until made.
final class PlanWeights implements AutoCloseable {
  private final NDManager manager;
  private final Arithmetic arithmetic;
  private final MatrixLibrary library;
  private final int height;
  private final int width;
  private final AtomicLong bytes;

  private PlanWeights(
      NDManager manager,
      Arithmetic arithmetic,
      MatrixLibrary library,
      int height,
      int width,
      AtomicLong bytes) {
    this.manager = manager;
    this.arithmetic = arithmetic;
    this.library = library;
    this.height = height;
    this.width = width;
    this.bytes = bytes;
  }

  /// Those of layers whose size is not known, until [#at] says it.
  static PlanWeights begin(NDManager parent, Arithmetic arithmetic, MatrixLibrary library) {
    NDManager own = parent.newSubManager();
    return new PlanWeights(own, arithmetic, library, 0, 0, new AtomicLong());
  }

  /// The same for layers whose images are usually of this size; they may be given others.
  PlanWeights at(int layerHeight, int layerWidth) {
    return new PlanWeights(manager, arithmetic, library, layerHeight, layerWidth, bytes);
  }

  /// What is made, kept until this is closed; what is made on the way is released.
  NDArray own(Supplier<NDArray> made) {
    NDArray array;
    try (Scratch scratch = new Scratch()) {
      array = scratch.keep(made.get());
    }
    NDScope.unregister(array); // from the scope around, too
    array.attach(manager);
    // As float32, whatever its type, which some may not be asked for.
    bytes.addAndGet(array.size() * Float.BYTES);
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
  Convolution convolution(Supplier<NDArray> weight, float[] bias) {
    if (arithmetic == Arithmetic.FLOAT32) {
      return exactConvolution(weight, bias);
    }
    return PlanOperators.packsBfloat16()
        ? packed("packed3_bfloat16", "conv3_bfloat16", weight, bias)
        : packed("bfloat16", "conv3_plain_bfloat16", weight, bias);
  }

  /// The same in float32.
  Convolution exactConvolution(Supplier<NDArray> weight, float[] bias) {
    try (Scratch _ = new Scratch()) {
      NDArray made = weight.get();
      int out = Math.toIntExact(made.getShape().get(0));
      int in = Math.toIntExact(made.getShape().get(1));
      if (TiledConvolution.pays(height, width, in, out)) {
        float[] matrices = Winograd.weights(made.toFloatArray(), out, in);
        return new TiledConvolution(own(matrices, Winograd.POINTS, in, out), bias, library);
      }
      return packed("packed3", "conv3", () -> made, bias);
    }
  }

  private PackedConvolution packed(
      String layout, String operator, Supplier<NDArray> weight, float[] bias) {
    NDArray packed = own(() -> PlanOperators.call(layout, weight.get()));
    return new PackedConvolution(operator, packed, own(bias, bias.length));
  }

  /// 1x1 convolution without bias, as a matrix.
  ///
  /// @param weight makes (out, in, 1, 1)
  PackedProduct pointwise(Supplier<NDArray> weight) {
    return product(() -> PlanOperators.call("matrix", weight.get()));
  }

  /// A product in the plan's arithmetic; where the processor has no bfloat16, in float32.
  ///
  /// @param matrix makes (in, out)
  PackedProduct product(Supplier<NDArray> matrix) {
    return arithmetic == Arithmetic.FLOAT32 || !PlanOperators.packsBfloat16()
        ? new PackedProduct.Exact(own(matrix), library)
        : new PackedProduct.Narrow(own(() -> PlanOperators.call("bfloat16", matrix.get())));
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

  /// Nothing more is to be made: a stray array then fails at once.
  void cap() {
    manager.cap();
  }

  /// Of all arrays, as if in float32.
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    manager.close();
  }
}
