package io.resail.synth.weights;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers in row-major order with their type and shape.
///
/// Immutable, any thread. The data may lie in a mapped file and stays readable as long as the
/// tensor is reachable.
public final class Tensor {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final ElementType type;
  private final long[] shape;
  private final MemorySegment data;

  /// Takes `data` as it is: little-endian elements, never changed afterwards.
  Tensor(ElementType type, long[] shape, MemorySegment data) {
    this.type = type;
    this.shape = shape.clone();
    this.data = data.asReadOnly();
    if (data.byteSize() != Math.multiplyExact(count(shape), type.bytes())) {
      throw new IllegalArgumentException(
          data.byteSize()
              + " bytes given for shape "
              + Arrays.toString(shape)
              + " of "
              + type
              + ": need "
              + Math.multiplyExact(count(shape), type.bytes()));
    }
  }

  /// Single precision numbers, copied.
  public static Tensor of(float[] values, long... shape) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    MemorySegment data = MemorySegment.ofArray(bytes);
    MemorySegment.copy(values, 0, data, FLOAT, 0, values.length);
    return new Tensor(ElementType.F32, shape, data);
  }

  /// 64-bit integers, copied.
  public static Tensor of(long[] values, long... shape) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Long.BYTES)];
    MemorySegment data = MemorySegment.ofArray(bytes);
    MemorySegment.copy(values, 0, data, LONG, 0, values.length);
    return new Tensor(ElementType.I64, shape, data);
  }

  /// Unsigned bytes, copied.
  public static Tensor of(byte[] values, long... shape) {
    return new Tensor(ElementType.U8, shape, MemorySegment.ofArray(values.clone()));
  }

  /// Elements of any type from their little-endian bytes, copied.
  ///
  /// @throws IllegalArgumentException if the number of bytes does not fit the shape
  public static Tensor of(ElementType type, byte[] littleEndian, long... shape) {
    return new Tensor(type, shape, MemorySegment.ofArray(littleEndian.clone()));
  }

  /// What one element is.
  public ElementType type() {
    return type;
  }

  /// Sizes from the slowest dimension to the fastest; empty for a single number.
  public long[] shape() {
    return shape.clone();
  }

  /// Number of elements.
  public long count() {
    return count(shape);
  }

  static long count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /// The elements as they are stored, little-endian, read-only.
  public MemorySegment data() {
    return data;
  }

  /// The stored bytes, copied: the elements themselves for [ElementType#U8], [ElementType#I8] and
  /// [ElementType#BOOL].
  public byte[] bytes() {
    return data.toArray(JAVA_BYTE);
  }

  /// The elements as single precision numbers: half precision is widened, double precision rounded.
  ///
  /// @throws IllegalStateException if the elements are integers
  public float[] floats() {
    float[] values = new float[length()];
    switch (type) {
      case F32 -> MemorySegment.copy(data, FLOAT, 0, values, 0, values.length);
      case F16 -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.float16ToFloat(data.get(SHORT, 2L * i));
        }
      }
      default -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) real(i);
        }
      }
    }
    return values;
  }

  /// The elements as double precision numbers.
  ///
  /// @throws IllegalStateException if the elements are integers
  public double[] doubles() {
    double[] values = new double[length()];
    Arrays.setAll(values, this::real);
    return values;
  }

  /// The elements as 64-bit integers; unsigned types keep their value, [ElementType#U64] its bits.
  ///
  /// @throws IllegalStateException if the elements have fractions
  public long[] longs() {
    long[] values = new long[length()];
    Arrays.setAll(values, this::whole);
    return values;
  }

  /// The same numbers in half precision if they are floating-point, else this tensor.
  ///
  /// Numbers beyond 65504 become infinite.
  public Tensor halved() {
    if (!type.isFloat() || type == ElementType.F16) {
      return this;
    }
    float[] values = floats();
    MemorySegment half = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, 2)]);
    for (int i = 0; i < values.length; i++) {
      half.set(SHORT, 2L * i, Float.floatToFloat16(values[i]));
    }
    return new Tensor(ElementType.F16, shape, half);
  }

  private double real(int index) {
    return switch (type) {
      case F64 -> data.get(DOUBLE, 8L * index);
      case F32 -> data.get(FLOAT, 4L * index);
      case F16 -> Float.float16ToFloat(data.get(SHORT, 2L * index));
      case BF16 -> Float.intBitsToFloat(data.get(SHORT, 2L * index) << 16);
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> throw wrongType("longs");
    };
  }

  private long whole(int index) {
    return switch (type) {
      case I64, U64 -> data.get(LONG, 8L * index);
      case I32 -> data.get(INT, 4L * index);
      case U32 -> Integer.toUnsignedLong(data.get(INT, 4L * index));
      case I16 -> data.get(SHORT, 2L * index);
      case U16 -> Short.toUnsignedLong(data.get(SHORT, 2L * index));
      case I8 -> data.get(JAVA_BYTE, index);
      case U8, BOOL -> Byte.toUnsignedLong(data.get(JAVA_BYTE, index));
      case F64, F32, F16, BF16 -> throw wrongType("floats");
    };
  }

  private int length() {
    return Math.toIntExact(count());
  }

  private IllegalStateException wrongType(String method) {
    return new IllegalStateException("elements are " + type + ": read them by " + method + "()");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && data.mismatch(that.data) == -1;
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return type + " " + Arrays.toString(shape);
  }
}
