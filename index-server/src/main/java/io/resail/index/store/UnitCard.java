package io.resail.index.store;

import io.resail.raster.Box;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/// What a match says of its unit, stored together so that one read gives it.
///
/// @param id the unit
/// @param source its image
/// @param box its place there
public record UnitCard(String id, String source, Box box) {
  /// The stored form: the box as four variable-length integers, then both names.
  BytesRef encode() {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    try {
      out.writeVInt(box.left());
      out.writeVInt(box.top());
      out.writeVInt(box.width());
      out.writeVInt(box.height());
      out.writeString(id);
      out.writeString(source);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return new BytesRef(out.toArrayCopy());
  }

  /// Reads the stored form.
  public static UnitCard decode(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    Box box = new Box(in.readVInt(), in.readVInt(), in.readVInt(), in.readVInt());
    String id = in.readString();
    return new UnitCard(id, in.readString(), box);
  }
}
