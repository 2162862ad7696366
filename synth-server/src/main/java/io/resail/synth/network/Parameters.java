package io.resail.synth.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The named arrays of one network, in the memory of one device.
///
/// Floating-point tensors become float32, integers int64. Evaluation may share them between
/// threads; training changes them in place, on one thread. Closing releases them all.
public final class Parameters implements AutoCloseable {
  private final NDManager manager;
  private final SequencedMap<String, NDArray> arrays;

  private Parameters(NDManager manager, SequencedMap<String, NDArray> arrays) {
    this.manager = manager;
    this.arrays = arrays;
  }

  /// Copies weights to the device of `parent`, in float32. The caller closes the result; closing
  /// `parent` closes it too.
  public static Parameters load(Weights weights, NDManager parent) {
    NDManager manager = parent.newSubManager();
    SequencedMap<String, NDArray> arrays = new LinkedHashMap<>();
    weights.tensors().forEach((name, tensor) -> arrays.put(name, copied(tensor, manager)));
    return new Parameters(manager, Collections.unmodifiableSequencedMap(arrays));
  }

  /// The same in the numbers that a network is to paint in. In halves they are for evaluation only:
  /// weights are divided by their spectral norms in float32 first, and the vectors left out.
  public static Parameters load(Weights weights, NDManager parent, Precision precision) {
    Parameters whole = load(weights, parent);
    if (precision == Precision.FLOAT32) {
      return whole;
    }
    try (whole) {
      NDManager manager = parent.newSubManager();
      SequencedMap<String, NDArray> arrays = new LinkedHashMap<>();
      whole.arrays.forEach(
          (name, array) -> {
            if (!isSpectralVector(name)) {
              arrays.put(name, whole.narrowed(name, array, precision, manager));
            }
          });
      return new Parameters(manager, Collections.unmodifiableSequencedMap(arrays));
    }
  }

  private static boolean isSpectralVector(String name) {
    return name.endsWith(".weight_u") || name.endsWith(".weight_v");
  }

  /// An array of these as a network of that precision has it.
  private NDArray narrowed(String name, NDArray array, Precision precision, NDManager manager) {
    try (Scratch scratch = new Scratch()) {
      NDArray divided = array;
      if (name.endsWith(".weight_orig")) {
        String layer = name.substring(0, name.lastIndexOf('.'));
        divided = Torch.spectral(array, array(layer + ".weight_u"), array(layer + ".weight_v"));
      }
      boolean narrow = array.getDataType() == DataType.FLOAT32 && !name.contains(".running_");
      NDArray made = divided.toType(narrow ? precision.type() : array.getDataType(), true);
      scratch.keep(made);
      made.attach(manager);
      NDScope.unregister(made); // lives until these parameters are closed, whoever loads them
      return made;
    }
  }

  /// Bytes of all arrays.
  public long bytes() {
    return arrays.values().stream()
        .mapToLong(each -> each.size() * each.getDataType().getNumOfBytes())
        .sum();
  }

  /// The elements go straight into memory of the engine, which the limit on Java's own direct
  /// memory does not count.
  private static NDArray copied(Tensor tensor, NDManager manager) {
    boolean real = tensor.type().isFloat();
    NDArray array =
        manager.create(
            new Shape(tensor.shape()), real ? DataType.FLOAT32 : DataType.INT64, Device.cpu());
    if (tensor.count() > 0) {
      ByteBuffer memory = array.toByteBuffer(true);
      if (real) {
        memory.asFloatBuffer().put(tensor.floats());
      } else {
        memory.asLongBuffer().put(tensor.longs());
      }
    }
    NDArray placed = array.toDevice(manager.getDevice(), false);
    if (placed != array) {
      array.close();
    }
    NDScope.unregister(placed); // lives until these parameters are closed, whoever loads them
    return placed;
  }

  /// All arrays by name; read-only, though training changes what they hold.
  public SequencedMap<String, NDArray> arrays() {
    return arrays;
  }

  /// Those that are learned: all but running statistics, counters and spectral vectors.
  public SequencedMap<String, NDArray> learned() {
    SequencedMap<String, NDArray> learned = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (Blueprint.isLearned(name)) {
            learned.put(name, array);
          }
        });
    return learned;
  }

  /// The array of this name.
  ///
  /// @throws FaultException [Fault#DAMAGED] if there is none
  public NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new FaultException(
          Fault.DAMAGED,
          name,
          "no weights named '"
              + name
              + "' among "
              + arrays.size()
              + ": need those of the network that the settings describe");
    }
    return array;
  }

  /// Whether passes record what a backward pass needs; at first they do not.
  public void recordGradients(boolean record) {
    learned().values().forEach(array -> JniUtils.attachGradient((PtNDArray) array, record));
  }

  /// A copy of the gradients of those learned arrays that have one.
  public Weights gradients() {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    learned()
        .forEach(
            (name, array) -> {
              try (PtNDArray gradient = JniUtils.getGradient((PtNDArray) array)) {
                if (gradient != null) {
                  gradients.put(name, tensor(gradient));
                }
              }
            });
    return new Weights(gradients, Map.of());
  }

  /// These parameters for passes that leave them as they are.
  public State evaluation() {
    return new State(this, "", false);
  }

  /// These parameters for passes that update running statistics and spectral vectors.
  public State training() {
    return new State(this, "", true);
  }

  /// A copy of all arrays as they are now, in the order they were loaded.
  public Weights weights(Map<String, String> metadata) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    arrays.forEach((name, array) -> tensors.put(name, tensor(array)));
    return new Weights(tensors, metadata);
  }

  private static Tensor tensor(NDArray array) {
    long[] shape = array.getShape().getShape();
    return array.getDataType() == DataType.FLOAT32
        ? Tensor.of(array.toFloatArray(), shape)
        : Tensor.of(array.toLongArray(), shape);
  }

  @Override
  public void close() {
    manager.close();
  }
}
