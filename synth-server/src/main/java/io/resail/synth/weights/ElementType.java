package io.resail.synth.weights;

import java.util.Arrays;
import java.util.Optional;

/// What one element of a tensor is; the names are those of the safetensors format.
public enum ElementType {
  /// IEEE double precision.
  F64(8, true),
  /// IEEE single precision.
  F32(4, true),
  /// IEEE half precision, widened when read as floats.
  F16(2, true),
  /// The upper half of a single precision number, widened when read as floats.
  BF16(2, true),
  /// Signed, 64 bits.
  I64(8, false),
  /// Signed, 32 bits.
  I32(4, false),
  /// Signed, 16 bits.
  I16(2, false),
  /// Signed, 8 bits.
  I8(1, false),
  /// Unsigned, 64 bits; read as the long of the same bits.
  U64(8, false),
  /// Unsigned, 32 bits.
  U32(4, false),
  /// Unsigned, 16 bits.
  U16(2, false),
  /// Unsigned, 8 bits.
  U8(1, false),
  /// One byte, 0 or 1.
  BOOL(1, false);

  private final int bytes;
  private final boolean isFloat;

  ElementType(int bytes, boolean isFloat) {
    this.bytes = bytes;
    this.isFloat = isFloat;
  }

  /// Bytes of one element.
  public int bytes() {
    return bytes;
  }

  /// Whether elements have a fraction.
  public boolean isFloat() {
    return isFloat;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
