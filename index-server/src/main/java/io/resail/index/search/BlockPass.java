package io.resail.index.search;

import io.resail.index.descriptor.DescriptorSpace;
import io.resail.index.descriptor.Kernel;
import io.resail.index.descriptor.Probe;
import io.resail.index.descriptor.UnitBlock;
import io.resail.index.store.BlockSummaries;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// One target's walk over the units of a run that pay the size penalty, or over the others:
/// summaries of blocks, then 4 x 4 counts of the blocks left, then 8 x 8 counts of the units left,
/// then the masks of those still left, the most promising first. One thread.
final class BlockPass {
  private static final Kernel KERNEL = Kernel.fastest();
  private static final int BLOCKS_BETWEEN_QUESTIONS = 256;
  private static final int UNITS_BETWEEN_QUESTIONS = 64;

  /// The first units looked at closely are a few more than are wanted: bounds order them roughly.
  private static final int SPARE_SEEDS = 8;

  /// In the place of a unit that was looked at: larger than any bound.
  private static final short DONE = Short.MAX_VALUE;

  /// Masks fetched ahead, and how much of each: most are no larger.
  private static final int MASKS_AHEAD = 8;

  private static final int BYTES_AHEAD = 320;
  private static final int BYTES_OF_LINE = 64;

  private static final int MOST_PIXELS = DescriptorSpace.SIDE * DescriptorSpace.SIDE;

  /// Covers the rounding of three float32 operations on numbers below 4.
  private static final double ROUNDING = 1e-5;

  private final Target target;
  private final Probe probe;
  private final Nearest nearest;
  private final Work work;
  private final RunOfUnits units;
  private final boolean otherSize;
  private final PassMemory memory;
  private int read;

  /// @param otherSize whether to look at the units that pay the size penalty, or at the others
  BlockPass(TargetSearch search, RunOfUnits units, boolean otherSize, PassMemory memory) {
    this.target = search.target();
    this.probe = search.probe();
    this.nearest = search.nearest();
    this.work = search.work();
    this.units = units;
    this.otherSize = otherSize;
    this.memory = memory;
    memory.reserve(units.run().blocks());
  }

  /// Offers every unit that may be among the nearest.
  ///
  /// Blocks that match the target's count come before the others: they hold good matches, and the
  /// limit these set rules many of the others out unread.
  void run() throws IOException {
    int left = readLikelyBlocks();
    lookAt(bestStep());
    readBlocksLeft(left);
    lookAt(bestStep());
    lookAt(largestStep());
  }

  /// Bounds the units of every block with units of the target's count and size, and sets those
  /// aside that have units of its size only.
  ///
  /// @return how many blocks were set aside
  private int readLikelyBlocks() {
    BlockSummaries summaries = units.shapes().summaries();
    int first = units.run().firstBlock();
    int left = 0;
    for (int i = 0; i < units.run().blocks() && goesOn(i); i++) {
      work.blocksSeen++;
      if (!holdsSize(summaries, first + i)) {
        work.blocksSkipped++;
      } else if (bound(summaries, first + i) > 0) {
        memory.blocksLeft[left++] = i;
      } else {
        readBlock(i);
      }
    }
    return left;
  }

  private void readBlocksLeft(int left) {
    BlockSummaries summaries = units.shapes().summaries();
    int first = units.run().firstBlock();
    for (int i = 0; i < left && goesOn(i); i++) {
      int block = memory.blocksLeft[i];
      if (ShapeScore.total(bound(summaries, first + block), otherSize) > nearest.limit()) {
        work.blocksSkipped++;
      } else {
        readBlock(block);
      }
    }
  }

  private boolean goesOn(int block) {
    return block % BLOCKS_BETWEEN_QUESTIONS != 0 || !work.mustStop();
  }

  /// Bounds the units of a block.
  private void readBlock(int block) {
    memory.blocks[read] = block;
    memory.smallest[read] =
        (short)
            KERNEL.coarse(
                probe,
                units.shapes().blocks(),
                units.blockAt(block),
                memory.steps,
                UnitBlock.UNITS * read);
    read++;
    work.descriptorsRead += units.unitsOf(block);
  }

  private float bound(BlockSummaries summaries, int block) {
    int count = probe.count();
    int nearestCount =
        Math.clamp(count, summaries.smallestCount(block), summaries.largestCount(block));
    return nearestCount == count
        ? 0
        : ShapeScore.shape(Math.abs(count - nearestCount), count, nearestCount);
  }

  private boolean holdsSize(BlockSummaries summaries, int block) {
    long area = target.boxArea();
    long smallest = summaries.smallestArea(block);
    long largest = summaries.largestArea(block);
    return otherSize
        ? largest >= 2 * area || 2 * smallest <= area
        : smallest < 2 * area && 2 * largest > area;
  }

  /// A bound that a few more units than are wanted have or stay below, one in each of as many
  /// blocks.
  private int bestStep() {
    int[] blocksOfStep = memory.blocksOfStep;
    Arrays.fill(blocksOfStep, 0);
    for (int i = 0; i < read; i++) {
      blocksOfStep[Math.min(memory.smallest[i], UnitBlock.MOST_STEPS + 1)]++;
    }
    int blocks = nearest.wanted() + nearest.wanted() / 2 + SPARE_SEEDS;
    int step = -1;
    while (blocks > 0 && step < UnitBlock.MOST_STEPS) {
      step++;
      blocks -= blocksOfStep[step];
    }
    return step;
  }

  /// A unit with a larger bound cannot be among the nearest.
  private int largestStep() {
    double shape = (double) nearest.limit() - (otherSize ? 1 : 0) + ROUNDING;
    // A unit of more pixels than this differs too much in count alone.
    double mostPixels =
        shape >= 1 ? MOST_PIXELS : Math.min(MOST_PIXELS, probe.count() / (1 - shape) + 1);
    double step = shape * Math.max(mostPixels, probe.count()) / UnitBlock.PIXELS_PER_STEP;
    return (int) Math.min(UnitBlock.MOST_STEPS, step + 1);
  }

  /// Looks at every unit whose bound is at most `step`, the most promising first.
  private void lookAt(int step) throws IOException {
    int kept = 0;
    int end = 0;
    for (int i = 0; i < read; i++) {
      if (memory.smallest[i] > step) {
        continue;
      }
      int from = UnitBlock.UNITS * i;
      int inBlock = units.unitsOf(memory.blocks[i]);
      long selected = KERNEL.atMost(memory.steps, from, (short) step) & places(inBlock);
      for (; selected != 0; selected &= selected - 1) {
        int place = Long.numberOfTrailingZeros(selected);
        int unit = UnitBlock.UNITS * memory.blocks[i] + place;
        if (mayEnter(unit, memory.steps[from + place])) {
          memory.candidate(end++, unit);
        }
        memory.steps[from + place] = DONE;
      }
      memory.smallest[i] = smallestLeft(from, inBlock);
      // So many units, or up to a block more, are bounded in one go: the memory holds two blocks.
      if (end - kept >= UnitBlock.UNITS) {
        kept = boundByCells(kept, end);
        end = kept;
      }
    }
    compareMasks(boundByCells(kept, end));
  }

  private static long places(int units) {
    return units == UnitBlock.UNITS ? -1 : (1L << units) - 1;
  }

  private short smallestLeft(int from, int inBlock) {
    int smallest = DONE;
    for (int i = from; i < from + inBlock; i++) {
      smallest = Math.min(smallest, memory.steps[i]);
    }
    return (short) smallest;
  }

  private boolean mayEnter(int unit, int steps) {
    return score(Math.max(UnitBlock.PIXELS_PER_STEP * steps, apart(unit)), unit) <= nearest.limit()
        && ShapeScore.otherSize(target.boxArea(), units.boxArea(unit)) == otherSize
        && units.admits(unit);
  }

  private int apart(int unit) {
    return Math.abs(units.count(unit) - probe.count());
  }

  private float score(int differing, int unit) {
    return ShapeScore.total(shape(differing, unit), otherSize);
  }

  private float shape(int differing, int unit) {
    return ShapeScore.shape(differing, units.count(unit), probe.count());
  }

  /// Bounds candidates by their 8 x 8 counts and keeps those that may enter, each with its bound.
  ///
  /// @return where those kept end
  private int boundByCells(int from, int to) {
    KERNEL.fine(
        probe,
        units.shapes().cells(),
        (long) UnitBlock.UNITS * units.run().firstBlock(),
        memory.candidates,
        from,
        to,
        memory.differing);
    int kept = from;
    for (int i = from; i < to; i++) {
      int unit = (int) memory.candidates[i];
      float bound = score(Math.max(memory.differing[i - from], apart(unit)), unit);
      if (bound <= nearest.limit()) {
        // Bits of floats that are not negative order as the floats do.
        memory.candidates[kept++] = (long) Float.floatToIntBits(bound) << Integer.SIZE | unit;
      }
    }
    return kept;
  }

  private void compareMasks(int candidates) throws IOException {
    Arrays.sort(memory.candidates, 0, candidates);
    for (int i = 0; i < candidates; i++) {
      float bound = Float.intBitsToFloat((int) (memory.candidates[i] >>> Integer.SIZE));
      if (bound > nearest.limit() || (i % UNITS_BETWEEN_QUESTIONS == 0 && work.mustStop())) {
        return;
      }
      if (i % MASKS_AHEAD == 0) {
        fetchMasks(i, Math.min(i + MASKS_AHEAD, candidates));
      }
      int unit = (int) memory.candidates[i];
      int differing = KERNEL.exact(probe, units.shapes().masks(), units.maskAt(unit));
      nearest.offer(units.documentOf(unit), shape(differing, unit), otherSize);
      work.masksCompared++;
    }
  }

  /// Touches the masks that come next, so that the processor fetches them side by side instead of
  /// one after another as each is compared.
  private void fetchMasks(int from, int to) {
    MemorySegment masks = units.shapes().masks();
    int sum = 0;
    for (int i = from; i < to; i++) {
      long at = units.maskAt((int) memory.candidates[i]);
      long end = Math.min(at + BYTES_AHEAD, masks.byteSize());
      for (; at < end; at += BYTES_OF_LINE) {
        sum += masks.get(ValueLayout.JAVA_BYTE, at);
      }
    }
    memory.touched = sum;
  }
}
