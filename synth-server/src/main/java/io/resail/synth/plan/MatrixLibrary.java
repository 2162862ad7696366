package io.resail.synth.plan;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Scratch;

/// What multiplies matrices of float32 on the processor. One maker's library may run at a third of
/// its speed on another maker's processors. The two agree up to rounding.
enum MatrixLibrary {
  /// The engine's BLAS; Intel's MKL where there is one.
  BLAS("product", "products"),
  /// oneDNN, which the engine convolves with.
  ONEDNN("product_onednn", "products_onednn");

  /// oneDNN must be so many times as fast to be chosen: near a tie, noise must not decide, or
  /// pictures would differ in their last bits from one start to the next.
  private static final double CLEARLY = 1.3;

  private static final int TRIES = 7;

  private final String product;
  private final String products;

  MatrixLibrary(String product, String products) {
    this.product = product;
    this.products = products;
  }

  /// The faster one here; measured once, in about 50 ms.
  static MatrixLibrary fastest() {
    return Measured.FASTEST;
  }

  private static final class Measured {
    private static final MatrixLibrary FASTEST = measure();

    private static MatrixLibrary measure() {
      try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
          Scratch _ = new Scratch()) {
        NDArray x = manager.ones(new Shape(Winograd.POINTS, 256, 128), DataType.FLOAT32);
        NDArray matrices = manager.ones(new Shape(Winograd.POINTS, 128, 128), DataType.FLOAT32);
        long blas = Long.MAX_VALUE;
        long oneDnn = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
          blas = Math.min(blas, BLAS.nanos(x, matrices));
          oneDnn = Math.min(oneDnn, ONEDNN.nanos(x, matrices));
        }
        return blas > CLEARLY * oneDnn ? ONEDNN : BLAS;
      } catch (EngineException e) {
        return BLAS; // an engine without oneDNN
      }
    }
  }

  private long nanos(NDArray x, NDArray matrices) {
    long start = System.nanoTime();
    products(x, matrices).close();
    return System.nanoTime() - start;
  }

  /// @param x (…, in)
  /// @param matrix (in, out)
  /// @return (…, out)
  NDArray product(NDArray x, NDArray matrix) {
    return PlanOperators.call(product, x, matrix);
  }

  /// Matrix by matrix.
  ///
  /// @param x (any, rows, in)
  /// @param matrices (any, in, out)
  /// @return (any, rows, out)
  NDArray products(NDArray x, NDArray matrices) {
    return PlanOperators.call(products, x, matrices);
  }
}
