package io.resail.synth.weights;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// A tensor as a pickle describes it: a view of a storage, before the storage's elements are read.
///
/// @param offset first element within the storage
/// @param stride elements from one index to the next, per dimension
record PickledTensor(Storage storage, long offset, List<Long> shape, List<Long> stride) {

  /// A run of elements kept under a key of the file.
  ///
  /// @param offset first element within what the key names; not 0 only in old files
  record Storage(ElementType type, String key, long offset, long count) {
    Storage {
      Math.multiplyExact(Math.addExact(offset, count), type.bytes());
      if (offset < 0 || count < 0) {
        throw new IllegalArgumentException("storage '" + key + "' of " + count + " from " + offset);
      }
    }

    long bytes() {
      return count * type.bytes();
    }
  }

  /// A view that lies inside its storage and reaches no element twice by its size alone.
  PickledTensor {
    if (shape.size() != stride.size() || shape.size() > SafetensorsHeader.MOST_DIMENSIONS) {
      throw new IllegalArgumentException("shape " + shape + " with strides " + stride);
    }
    long count = 1;
    long last = offset;
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) < 0 || stride.get(i) < 0) {
        throw new IllegalArgumentException("negative shape " + shape + " or strides " + stride);
      }
      count = Math.multiplyExact(count, shape.get(i));
      last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(i) - 1), stride.get(i)));
    }
    if (offset < 0 || count > storage.count() || (count > 0 && last >= storage.count())) {
      throw new IllegalArgumentException(
          "shape "
              + shape
              + " with strides "
              + stride
              + " from "
              + offset
              + " does not lie in a storage of "
              + storage.count());
    }
  }

  long[] sizes() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && stride.get(i) != expected) {
        return false;
      }
      expected *= shape.get(i);
    }
    return true;
  }

  /// The tensor over the elements of its storage; copied only if they do not lie in order.
  Tensor over(MemorySegment elements) throws IOException {
    int size = storage.type().bytes();
    long[] sizes = sizes();
    long count = Tensor.count(sizes);
    if (isContiguous() || count == 0) {
      return new Tensor(storage.type(), sizes, elements.asSlice(offset * size, count * size));
    }
    if (count * size > Integer.MAX_VALUE - 8) {
      throw new IOException("a view of " + count + " elements that do not lie in order");
    }
    MemorySegment copy = MemorySegment.ofArray(new byte[(int) count * size]);
    long[] index = new long[sizes.length];
    long from = offset;
    for (long to = 0; to < count; to++) {
      MemorySegment.copy(elements, from * size, copy, to * size, size);
      for (int d = sizes.length - 1; d >= 0; d--) {
        from += stride.get(d);
        if (++index[d] < sizes[d]) {
          break;
        }
        from -= stride.get(d) * sizes[d];
        index[d] = 0;
      }
    }
    return new Tensor(storage.type(), sizes, copy);
  }
}
