package io.resail.tools.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.Conditions;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Scratch;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.Arrays;
import java.util.function.Supplier;

/// A golden file as arrays of the engine, and what our networks make of them. One thread.
///
/// Closing releases every array made.
final class ArrayCases implements AutoCloseable {
  /// What golden files allow networks, absolute, unless their own notes say otherwise.
  static final double BOUND = 1e-4;

  private final Weights golden;
  private final Cases cases;
  private final NDManager manager;
  private final Scratch scratch;

  ArrayCases(Weights golden, Cases cases) {
    NativeEngine.start();
    this.golden = golden;
    this.cases = cases;
    this.manager = NativeEngine.newManager();
    this.scratch = new Scratch();
  }

  /// A tensor of the file: float32, or int64 for integers.
  NDArray array(String name) {
    Tensor tensor = golden.tensor(name);
    Shape shape = new Shape(tensor.shape());
    return tensor.type().isFloat()
        ? manager.create(tensor.floats(), shape)
        : manager.create(tensor.longs(), shape);
  }

  /// Label map and guidance of the file, by the names of its inputs after `prefix`.
  Conditions conditions(String prefix) {
    return new Conditions(
        array(prefix + "in.label"), array(prefix + "in.guidance"), number("label_nc"));
  }

  /// The tensors of the file below `prefix`, as a network's own.
  Parameters parameters(String prefix) {
    return Parameters.load(golden.under(prefix), manager);
  }

  /// Whose closing ends all arrays of the check.
  NDManager manager() {
    return manager;
  }

  /// A whole number of the file's metadata.
  int number(String word) {
    return Integer.parseInt(golden.word(word));
  }

  /// Compares a tensor of the file with what `actual` computes, shape included. Whatever that
  /// throws fails this case alone.
  void compare(String name, double bound, Supplier<NDArray> actual) {
    cases.guard(
        name,
        () -> {
          Tensor expected = golden.tensor(name);
          NDArray array = actual.get();
          if (!Arrays.equals(expected.shape(), array.getShape().getShape())) {
            throw new IllegalArgumentException(
                "we make " + array.getShape() + " where " + expected + " is expected");
          }
          cases.within(name, bound, expected.floats(), array.toFloatArray());
        });
  }

  /// Compares a single number of the file with what `actual` computes, within `share` of the number
  /// itself, or of 1 where it is smaller.
  void compareNumber(String name, double share, Supplier<NDArray> actual) {
    cases.guard(
        name,
        () ->
            compare(name, share * Math.max(1, Math.abs(golden.tensor(name).floats()[0])), actual));
  }

  /// An array of ours as plain numbers.
  static Tensor tensor(NDArray array) {
    return Tensor.of(array.toFloatArray(), array.getShape().getShape());
  }

  @Override
  public void close() {
    scratch.close();
    manager.close();
  }
}
