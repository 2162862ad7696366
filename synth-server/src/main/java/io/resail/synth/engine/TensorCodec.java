package io.resail.synth.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.network.Precision;
import io.resail.synthesis.OutputSize;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/// Sketches to arrays, arrays to images. Runs on the device thread; the manager's owner closes what
/// is made.
final class TensorCodec {
  private static final int BYTE_VALUES = 256;

  private TensorCodec() {}

  /// The label channels, (1, H, W), in as few bytes each as `channels` need.
  static NDArray labels(Sketch sketch, int channels, NDManager manager) {
    OutputSize size = sketch.size();
    Shape shape = new Shape(1, size.height(), size.width());
    int[] values = sketch.toChannels();
    if (channels > BYTE_VALUES) {
      return manager.create(IntBuffer.wrap(values), shape, DataType.INT32);
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return manager.create(ByteBuffer.wrap(bytes), shape, DataType.UINT8);
  }

  /// The guidance, (1, 3, H, W), -1 black.
  static NDArray guidance(Sketch sketch, Precision precision, NDManager manager) {
    OutputSize size = sketch.size();
    return manager
        .create(sketch.guidance().toValues(), new Shape(1, 3, size.height(), size.width()))
        .toType(precision.type(), false);
  }

  /// The image of (1, 3, H, W) values in [-1, 1]: scaled to 0 to 255, clamped and truncated (spec
  /// section 9).
  static RgbImage image(NDArray painted, OutputSize size) {
    float[] values = painted.toType(DataType.FLOAT32, false).toFloatArray();
    if (values.length != 3 * size.width() * size.height()) {
      throw new IllegalStateException(painted.getShape() + " painted: need " + size);
    }
    return Guidance.picture(values, 0, size.width(), size.height());
  }
}
