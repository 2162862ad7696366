package io.resail.index.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.BytesRef;

/// A checksum behind the bytes of one unit's pixels: the CRC-32C of its id and these bytes, so that
/// neither a flipped byte nor another unit's bytes pass for them.
final class UnitSeal {
  private static final int BYTES = Integer.BYTES;

  private UnitSeal() {}

  /// The bytes with their checksum.
  static BytesRef sealed(String id, BytesRef bytes) {
    byte[] sealed = new byte[bytes.length + BYTES];
    System.arraycopy(bytes.bytes, bytes.offset, sealed, 0, bytes.length);
    BitUtil.VH_LE_INT.set(sealed, bytes.length, checksum(id, bytes));
    return new BytesRef(sealed);
  }

  /// The bytes without their checksum.
  ///
  /// @throws CorruptIndexException naming the unit if it does not fit
  static BytesRef opened(String id, BytesRef sealed) throws CorruptIndexException {
    if (sealed.length < BYTES) {
      throw damaged(id, sealed.length + " bytes, too few for a checksum");
    }
    BytesRef bytes = new BytesRef(sealed.bytes, sealed.offset, sealed.length - BYTES);
    int written = (int) BitUtil.VH_LE_INT.get(sealed.bytes, sealed.offset + bytes.length);
    int found = checksum(id, bytes);
    if (found != written) {
      HexFormat hex = HexFormat.of();
      throw damaged(
          id, "checksum " + hex.toHexDigits(found) + ", written as " + hex.toHexDigits(written));
    }
    return bytes;
  }

  private static int checksum(String id, BytesRef bytes) {
    CRC32C crc = new CRC32C();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    crc.update(bytes.bytes, bytes.offset, bytes.length);
    return (int) crc.getValue();
  }

  private static CorruptIndexException damaged(String id, String how) {
    return new CorruptIndexException("pixels: " + how, "unit " + id);
  }
}
