package io.resail.index.search;

import io.resail.index.descriptor.DescriptorSpace;
import io.resail.index.descriptor.Kernel;
import io.resail.index.descriptor.Probe;
import io.resail.index.descriptor.UnitBlock;
import io.resail.index.store.BlockSummaries;
import io.resail.index.store.ClassRun;
import io.resail.index.store.Shapes;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;

/// The bound cascade over shapes laid out in blocks: summaries of blocks, then 4 x 4 counts of the
/// blocks left, then 8 x 8 counts of the units left, then the masks of those still left, the most
/// promising first.
///
/// Blocks that match the target's count come before the others: they hold good matches, and the
/// limit these set rules many of the others out unread. One thread.
final class BlockComparison {
  private static final Kernel KERNEL = Kernel.fastest();
  private static final int BLOCKS_BETWEEN_QUESTIONS = 256;
  private static final int UNITS_BETWEEN_QUESTIONS = 64;

  /// The first units looked at closely are a few more than are wanted: bounds order them roughly.
  private static final int SPARE_SEEDS = 8;

  /// In the place of a unit that was looked at: larger than any bound.
  private static final short DONE = Short.MAX_VALUE;

  private static final int MOST_PIXELS = DescriptorSpace.SIDE * DescriptorSpace.SIDE;

  /// Covers the rounding of three float32 operations on numbers below 4.
  private static final double ROUNDING = 1e-5;

  private final Target target;
  private final Probe probe;
  private final Workspace space;

  BlockComparison(Target target, Workspace space) {
    this.target = target;
    this.probe = new Probe(target.mask());
    this.space = space;
  }

  /// Offers every unit of a run that may be among the nearest.
  void compare(
      LeafReaderContext leaf,
      Shapes shapes,
      ClassRun run,
      boolean otherSize,
      Nearest nearest,
      Work work)
      throws IOException {
    new Pass(
            shapes,
            run,
            otherSize,
            space.admissions().of(leaf, run.firstDocument(), run.size()),
            leaf.docBase,
            nearest,
            work)
        .run();
  }

  /// One walk over the units of a run that pay the size penalty, or over the others.
  private final class Pass {
    private final Shapes shapes;
    private final ClassRun run;
    private final boolean otherSize;
    private final Admissions.Range admission;
    private final int docBase;
    private final Nearest nearest;
    private final Work work;
    private int read;

    Pass(
        Shapes shapes,
        ClassRun run,
        boolean otherSize,
        Admissions.Range admission,
        int docBase,
        Nearest nearest,
        Work work) {
      this.shapes = shapes;
      this.run = run;
      this.otherSize = otherSize;
      this.admission = admission;
      this.docBase = docBase;
      this.nearest = nearest;
      this.work = work;
    }

    void run() throws IOException {
      space.reserve(run.blocks());
      readBlocks(true);
      lookAt(bestStep());
      readBlocks(false);
      lookAt(bestStep());
      lookAt(largestStep());
    }

    /// Bounds the units of every block that can hold some of the nearest.
    ///
    /// @param likely whether to read the blocks with units of the target's count, or the others
    private void readBlocks(boolean likely) {
      BlockSummaries summaries = shapes.summaries();
      for (int i = 0; i < run.blocks(); i++) {
        int block = run.firstBlock() + i;
        float bound = bound(summaries, block);
        if ((bound == 0) != likely) {
          continue;
        }
        work.blocksSeen++;
        if (!holdsSize(summaries, block) || ShapeScore.total(bound, otherSize) > nearest.limit()) {
          work.blocksSkipped++;
          continue;
        }
        space.blocks[read] = i;
        space.smallest[read] =
            (short)
                KERNEL.coarse(
                    probe,
                    shapes.blocks(),
                    (long) UnitBlock.BYTES * block,
                    space.steps,
                    UnitBlock.UNITS * read);
        read++;
        work.descriptorsRead += units(i);
        if (i % BLOCKS_BETWEEN_QUESTIONS == 0 && work.mustStop()) {
          return;
        }
      }
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

    private int units(int block) {
      return Math.min(UnitBlock.UNITS, run.size() - UnitBlock.UNITS * block);
    }

    /// A bound that a few more units than are wanted have or stay below, one in each of as many
    /// blocks.
    private int bestStep() {
      int[] blocksOfStep = space.blocksOfStep;
      Arrays.fill(blocksOfStep, 0);
      for (int i = 0; i < read; i++) {
        blocksOfStep[Math.min(space.smallest[i], UnitBlock.MOST_STEPS + 1)]++;
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
      int candidates = 0;
      for (int i = 0; i < read; i++) {
        if (space.smallest[i] > step) {
          continue;
        }
        int block = space.blocks[i];
        int from = UnitBlock.UNITS * i;
        long selected = KERNEL.atMost(space.steps, from, (short) step) & places(units(block));
        for (; selected != 0; selected &= selected - 1) {
          int place = Long.numberOfTrailingZeros(selected);
          float bound = bound(block, place, space.steps[from + place]);
          space.steps[from + place] = DONE;
          if (bound <= nearest.limit()) {
            // Bits of floats that are not negative order as the floats do.
            space.candidate(
                candidates++,
                (long) Float.floatToIntBits(bound) << Integer.SIZE
                    | (UnitBlock.UNITS * block + place));
          }
        }
        space.smallest[i] = smallestLeft(from, units(block));
      }
      compareMasks(candidates);
    }

    private short smallestLeft(int from, int units) {
      int smallest = DONE;
      for (int i = from; i < from + units; i++) {
        smallest = Math.min(smallest, space.steps[i]);
      }
      return (short) smallest;
    }

    private static long places(int units) {
      return units == UnitBlock.UNITS ? -1 : (1L << units) - 1;
    }

    /// A lower bound of a unit's score; not a number, which is below no limit, if it is out.
    private float bound(int block, int place, int steps) {
      long at = (long) UnitBlock.BYTES * (run.firstBlock() + block);
      int count = UnitBlock.count(shapes.blocks(), at, place);
      int apart = Math.abs(count - probe.count());
      int differing = Math.max(UnitBlock.PIXELS_PER_STEP * steps, apart);
      float coarse = ShapeScore.total(ShapeScore.shape(differing, count, probe.count()), otherSize);
      int boxArea = UnitBlock.boxArea(shapes.blocks(), at, place);
      if (coarse > nearest.limit()
          || ShapeScore.otherSize(target.boxArea(), boxArea) != otherSize
          || !admission.admits(run.firstDocument() + UnitBlock.UNITS * block + place)) {
        return Float.NaN;
      }
      long unit = (long) UnitBlock.UNITS * (run.firstBlock() + block) + place;
      int fine = KERNEL.fine(probe, shapes.cells(), DescriptorSpace.CELLS * unit);
      return ShapeScore.total(
          ShapeScore.shape(Math.max(fine, apart), count, probe.count()), otherSize);
    }

    private void compareMasks(int candidates) throws IOException {
      Arrays.sort(space.candidates, 0, candidates);
      for (int i = 0; i < candidates; i++) {
        float bound = Float.intBitsToFloat((int) (space.candidates[i] >>> 32));
        if (bound > nearest.limit() || (i % UNITS_BETWEEN_QUESTIONS == 0 && work.mustStop())) {
          return;
        }
        int unit = (int) space.candidates[i];
        int document = run.firstDocument() + unit;
        int differing = KERNEL.exact(probe, shapes.masks(), shapes.maskAt(document));
        long at = (long) UnitBlock.BYTES * (run.firstBlock() + unit / UnitBlock.UNITS);
        int count = UnitBlock.count(shapes.blocks(), at, unit % UnitBlock.UNITS);
        nearest.offer(
            docBase + document, ShapeScore.shape(differing, count, probe.count()), otherSize);
        work.masksCompared++;
      }
    }
  }
}
