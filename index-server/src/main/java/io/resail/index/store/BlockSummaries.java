package io.resail.index.store;

import io.resail.index.descriptor.UnitBlock;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;

/// What is known of all units of a block at once: the smallest and largest box area and count.
///
/// 12 bytes for each block of 64 units, so they are kept in arrays. Grown while an index segment is
/// written, then only read, by any thread.
public final class BlockSummaries {
  private int[] smallestArea = new int[16];
  private int[] largestArea = new int[16];
  private short[] smallestCount = new short[16];
  private short[] largestCount = new short[16];
  private int size;

  /// Adds the units of one block.
  void add(int[] areas, int[] counts, int units) {
    smallestArea = ArrayUtil.grow(smallestArea, size + 1);
    largestArea = ArrayUtil.grow(largestArea, size + 1);
    smallestCount = ArrayUtil.grow(smallestCount, size + 1);
    largestCount = ArrayUtil.grow(largestCount, size + 1);
    smallestArea[size] = Arrays.stream(areas, 0, units).min().orElse(0);
    largestArea[size] = Arrays.stream(areas, 0, units).max().orElse(0);
    smallestCount[size] = (short) Arrays.stream(counts, 0, units).min().orElse(0);
    largestCount[size] = (short) Arrays.stream(counts, 0, units).max().orElse(0);
    size++;
  }

  void write(DataOutput out) throws IOException {
    out.writeVInt(size);
    for (int block = 0; block < size; block++) {
      out.writeInt(smallestArea[block]);
      out.writeInt(largestArea[block]);
      out.writeShort(smallestCount[block]);
      out.writeShort(largestCount[block]);
    }
  }

  /// @param blocks how many there must be
  static BlockSummaries read(DataInput in, int blocks) throws IOException {
    BlockSummaries read = new BlockSummaries();
    read.size = in.readVInt();
    if (read.size != blocks) {
      throw new CorruptIndexException(
          "summaries of " + read.size + " blocks, need " + blocks, in.toString());
    }
    read.smallestArea = new int[read.size];
    read.largestArea = new int[read.size];
    read.smallestCount = new short[read.size];
    read.largestCount = new short[read.size];
    for (int block = 0; block < read.size; block++) {
      read.smallestArea[block] = in.readInt();
      read.largestArea[block] = in.readInt();
      read.smallestCount[block] = in.readShort();
      read.largestCount[block] = in.readShort();
    }
    return read;
  }

  /// How many blocks there are, of [UnitBlock#UNITS] places each.
  int size() {
    return size;
  }

  /// The smallest box area in a block.
  public int smallestArea(int block) {
    return smallestArea[block];
  }

  /// The largest box area in a block.
  public int largestArea(int block) {
    return largestArea[block];
  }

  /// The smallest count in a block.
  public int smallestCount(int block) {
    return smallestCount[block];
  }

  /// The largest count in a block.
  public int largestCount(int block) {
    return largestCount[block];
  }
}
