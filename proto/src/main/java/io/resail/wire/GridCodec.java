package io.resail.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.resail.proto.v1.Grid;
import io.resail.proto.v1.Mask;
import io.resail.raster.LabelMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Packed values and bits as messages and back. The bytes sent are held against the size promised
/// before anything is allocated.
final class GridCodec {
  private final int mostPixels;

  /// A codec that refuses grids of more pixels.
  GridCodec(int mostPixels) {
    this.mostPixels = mostPixels;
  }

  /// A shape as a message.
  Mask message(io.resail.raster.Mask mask) {
    long[] words = mask.toWords();
    ByteBuffer bytes = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return Mask.newBuilder()
        .setWidth(mask.width())
        .setHeight(mask.height())
        .setWords(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  /// The shape of a message.
  io.resail.raster.Mask mask(String field, Mask mask) {
    requireSize(field, mask.getWidth(), mask.getHeight());
    ByteString bytes = mask.getWords();
    int needed = Math.ceilDiv(mask.getWidth() * mask.getHeight(), 64);
    if (bytes.size() != 8L * needed) {
      throw Field.wrong(
          field + ".words",
          bytes.size()
              + " bytes for "
              + mask.getWidth()
              + " x "
              + mask.getHeight()
              + " pixels: need "
              + needed
              + " little-endian words of 8 bytes");
    }
    long[] words = new long[needed];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    return Field.made(
        field + ".words",
        () -> io.resail.raster.Mask.ofWords(mask.getWidth(), mask.getHeight(), words));
  }

  /// Values as a message, in as few bytes each as the largest needs.
  Grid message(int width, int height, int[] values) {
    int all = 0;
    for (int value : values) {
      all |= value;
    }
    int size = all >>> 8 == 0 ? 1 : all >>> 16 == 0 ? 2 : 4;
    byte[] bytes = new byte[values.length * size];
    for (int i = 0, at = 0; i < values.length; i++) {
      for (int b = 0; b < size; b++, at++) {
        bytes[at] = (byte) (values[i] >>> (8 * b));
      }
    }
    return Grid.newBuilder()
        .setWidth(width)
        .setHeight(height)
        .setBytesPerValue(size)
        .setValues(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  /// The values of a message, each 0 to [LabelMap#LARGEST_VALUE].
  int[] values(String field, Grid grid) {
    requireSize(field, grid.getWidth(), grid.getHeight());
    int size = grid.getBytesPerValue();
    int pixels = grid.getWidth() * grid.getHeight();
    if ((size != 1 && size != 2 && size != 4) || grid.getValues().size() != (long) pixels * size) {
      throw Field.wrong(
          field + ".values",
          grid.getValues().size()
              + " bytes, "
              + size
              + " a value, for "
              + grid.getWidth()
              + " x "
              + grid.getHeight()
              + " pixels: need 1, 2 or 4 bytes a value and one value a pixel");
    }
    ByteString bytes = grid.getValues();
    int[] values = new int[pixels];
    for (int i = 0, at = 0; i < pixels; i++) {
      int value = 0;
      for (int b = 0; b < size; b++, at++) {
        value |= (bytes.byteAt(at) & 0xff) << (8 * b);
      }
      if (value < 0 || value > LabelMap.LARGEST_VALUE) {
        throw Field.wrong(
            field + ".values",
            "holds " + (value & 0xffffffffL) + ": need at most " + LabelMap.LARGEST_VALUE);
      }
      values[i] = value;
    }
    return values;
  }

  private void requireSize(String field, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > mostPixels) {
      throw Field.wrong(
          field,
          width
              + " x "
              + height
              + " pixels: need at least 1 x 1 and at most "
              + mostPixels
              + " pixels");
    }
  }
}
