package io.resail.synth.weights;

import io.resail.synth.weights.PickledTensor.Storage;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// All that a pickle may name: what a state dict needs, and nothing that runs.
enum PickledGlobal {
  ORDERED_DICT("collections", "OrderedDict"),
  REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
  REBUILD_PARAMETER("torch._utils", "_rebuild_parameter"),
  DOUBLES(ElementType.F64, "DoubleStorage"),
  FLOATS(ElementType.F32, "FloatStorage"),
  HALVES(ElementType.F16, "HalfStorage"),
  BFLOATS(ElementType.BF16, "BFloat16Storage"),
  LONGS(ElementType.I64, "LongStorage"),
  INTS(ElementType.I32, "IntStorage"),
  SHORTS(ElementType.I16, "ShortStorage"),
  CHARS(ElementType.I8, "CharStorage"),
  BYTES(ElementType.U8, "ByteStorage"),
  BOOLS(ElementType.BOOL, "BoolStorage");

  private final String path;
  private final Optional<ElementType> elements;

  PickledGlobal(String module, String name) {
    this.path = module + "." + name;
    this.elements = Optional.empty();
  }

  PickledGlobal(ElementType elements, String name) {
    this.path = "torch." + name;
    this.elements = Optional.of(elements);
  }

  static PickledGlobal named(String module, String name) throws IOException {
    String path = module + "." + name;
    return Arrays.stream(values())
        .filter(global -> global.path.equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "it names " + path + ", which is not part of a state dict and is not run"));
  }

  /// What the elements of this kind of storage are.
  ElementType elements() throws IOException {
    return elements.orElseThrow(() -> new IOException(path + " is no kind of storage"));
  }

  /// What calling it gives; the arguments a tensor's values do not depend on are left aside.
  Object call(List<Object> arguments) throws IOException {
    return switch (this) {
      case ORDERED_DICT -> emptyDict(arguments);
      case REBUILD_TENSOR ->
          new PickledTensor(
              (Storage) arguments.get(0),
              (Long) arguments.get(1),
              sizes(arguments.get(2)),
              sizes(arguments.get(3)));
      case REBUILD_PARAMETER -> (PickledTensor) arguments.getFirst();
      default -> throw new IOException(path + " is called, which makes no sense");
    };
  }

  /// Entries come later, one by one: a list of them here could be copied more often than written.
  private static Object emptyDict(List<Object> arguments) throws IOException {
    if (!arguments.isEmpty()) {
      throw new IOException("an ordered dict is made from arguments, as only Python 2 did");
    }
    return new LinkedHashMap<>();
  }

  private static List<Long> sizes(Object tuple) {
    return ((Unpickler.Tuple) tuple).items().stream().map(Long.class::cast).toList();
  }
}
