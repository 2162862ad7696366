package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.FaultException;
import io.resail.index.store.IndexFolder;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.testing.Catalogs;
import io.resail.testing.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A small history of an index, from its first commit on, on a disk that fails: without power from
/// the k-th step on, and full from the k-th write on. Each k of the first 40, which go beyond the
/// first commit, and of the later ones those of a stride drawn anew in each run.
@ExtendWith(Seeds.class)
class CrashTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final IndexSettings SETTINGS =
      IndexSettings.DEFAULT.withRefreshEvery(Duration.ZERO);

  private static final int EXHAUSTIVE = 40;
  private static final int MEAN_STRIDE = 20;

  @TempDir private Path folder;

  /// One change.
  ///
  /// @param make it
  /// @param after what the index holds then
  /// @param durable whether it then survives
  private record Step(Consumer<UnitIndex> make, Ledger after, boolean durable) {}

  private static List<Step> history(SplittableRandom random) {
    RandomUnits some = new RandomUnits(random, CATALOG);
    List<RetrievalUnit> first = List.of(some.unit("a"), some.unit("b"), some.unit("c"));
    List<RetrievalUnit> second = List.of(some.unit("b"), some.unit("d"));
    List<RetrievalUnit> third = List.of(some.unit("e"));
    List<Step> steps = new ArrayList<>();
    Ledger now = Ledger.EMPTY.with(first);
    steps.add(new Step(i -> i.put(first, Acknowledgement.DURABLE), now, true));
    now = now.keeping("kept");
    steps.add(new Step(i -> i.createSnapshot("kept"), now, true));
    now = now.with(second);
    steps.add(new Step(i -> i.put(second, Acknowledgement.VISIBLE), now, false));
    now = now.without(List.of("a"));
    steps.add(new Step(i -> i.delete(List.of("a"), Acknowledgement.DURABLE), now, true));
    List<String> sources = List.of(second.getFirst().source());
    now = now.without(now.idsOf(sources));
    steps.add(new Step(i -> i.deleteSources(sources, Acknowledgement.DURABLE), now, true));
    now = now.restoring("kept");
    steps.add(new Step(i -> i.restoreSnapshot("kept"), now, true));
    now = now.with(third);
    steps.add(new Step(i -> i.put(third, Acknowledgement.VISIBLE), now, false));
    now = now.dropping("kept");
    steps.add(new Step(i -> i.dropSnapshot("kept"), now, true));
    return steps;
  }

  @Test
  void withoutPowerFromAnyStepOnNothingAcknowledgedIsLost(long seed) throws IOException {
    SplittableRandom stride = new SplittableRandom(seed);
    long k = 1;
    while (cutAt(k, seed)) {
      k += next(k, stride);
    }
    assertThat(k).as("steps there are, seed %d", seed).isGreaterThan(200);
  }

  /// @return whether the history had that many steps
  private boolean cutAt(long k, long seed) throws IOException {
    List<Step> history = history(new SplittableRandom(seed));
    HostileDisk disk = new HostileDisk(new SplittableRandom(seed + k));
    IndexFolder index = new IndexFolder(folder.resolve("index-" + k), disk);
    disk.cutPowerIn(k);
    List<Ledger> possible = new ArrayList<>();
    play(index, history, possible);
    boolean cut = disk.hasFailed();
    disk.comeBack();
    try (UnitIndex reopened =
        index.findCurrent().isPresent()
            ? UnitIndex.openForWriting(index, SETTINGS)
            : UnitIndex.create(index, CATALOG, SETTINGS)) {
      Ledger found =
          possible.stream()
              .filter(each -> each.isIn(reopened))
              .findFirst()
              .orElseThrow(() -> new AssertionError("neither state, cut at step " + k));
      found.require(reopened, new SplittableRandom(k), 1);
      RetrievalUnit more = new RandomUnits(new SplittableRandom(k), CATALOG).unit("more");
      reopened.put(List.of(more), Acknowledgement.DURABLE);
      assertThat(found.with(List.of(more)).isIn(reopened)).isTrue();
    }
    assertThat(IndexCare.verify(index.root()).findings()).as("cut at step %d", k).isEmpty();
    return cut;
  }

  /// Plays the history until the power goes.
  ///
  /// @param possible receives the states that the index may be in then
  private static void play(IndexFolder folder, List<Step> history, List<Ledger> possible) {
    Ledger durable = Ledger.EMPTY;
    possible.add(durable);
    try (UnitIndex index = UnitIndex.create(folder, CATALOG, SETTINGS)) {
      Ledger visible = durable;
      for (Step step : history) {
        possible.clear();
        possible.add(durable);
        if (step.durable()) {
          // A restored snapshot is preceded by a commit of what was visible.
          possible.add(visible);
          possible.add(step.after());
        }
        step.make().accept(index);
        visible = step.after();
        durable = step.durable() ? step.after() : durable;
        possible.clear();
        possible.add(durable);
        possible.add(visible);
      }
    } catch (FaultException _) {
      // The power is gone.
    }
  }

  @Test
  void onADiskThatIsFullFromAnyWriteOnEachChangeIsMadeOrRefusedAndWritingGoesOn(long seed)
      throws IOException {
    SplittableRandom stride = new SplittableRandom(seed);
    long k = 1;
    while (fullAt(k, seed)) {
      k += next(k, stride);
    }
    assertThat(k).as("writes there are, seed %d", seed).isGreaterThan(200);
  }

  private static long next(long k, SplittableRandom stride) {
    return k < EXHAUSTIVE ? 1 : stride.nextInt(1, 2 * MEAN_STRIDE);
  }

  private boolean fullAt(long k, long seed) throws IOException {
    List<Step> history = history(new SplittableRandom(seed));
    HostileDisk disk = new HostileDisk(new SplittableRandom(seed + k));
    IndexFolder folder = new IndexFolder(this.folder.resolve("full-" + k), disk);
    disk.fullIn(k);
    try (UnitIndex index = createdAtLast(folder, disk)) {
      boolean full = disk.wasFull();
      for (Step step : history) {
        try {
          step.make().accept(index);
        } catch (FaultException e) {
          assertThat(e).hasMessageContaining("no space left");
          full = true;
          disk.makeRoom();
          // Idempotent: made again, from the beginning, as what was only visible is lost.
          again(index, history, step);
        }
        assertThat(step.after().isIn(index)).as("full at write %d", k).isTrue();
      }
      history.getLast().after().require(index, new SplittableRandom(k), 1);
      return full;
    } finally {
      disk.makeRoom();
      assertThat(IndexCare.verify(folder.root()).findings()).as("full at write %d", k).isEmpty();
    }
  }

  private static UnitIndex createdAtLast(IndexFolder folder, HostileDisk disk) {
    try {
      return UnitIndex.create(folder, CATALOG, SETTINGS);
    } catch (FaultException e) {
      assertThat(disk.wasFull()).as(e.toString()).isTrue();
      disk.makeRoom();
      try {
        return UnitIndex.create(folder, CATALOG, SETTINGS);
      } catch (FaultException there) {
        assertThat(there).hasMessageContaining("already");
        return UnitIndex.openForWriting(folder, SETTINGS);
      }
    }
  }

  private static void again(UnitIndex index, List<Step> history, Step failed) {
    int end = history.indexOf(failed);
    int from = end;
    while (from > 0 && !history.get(from - 1).durable()) {
      from--;
    }
    for (Step step : history.subList(from, end + 1)) {
      try {
        step.make().accept(index);
      } catch (FaultException e) {
        // The commit was on disk although its call had failed: a name is in use, or gone.
        assertThat(step.after().isIn(index)).as(e.toString()).isTrue();
      }
    }
  }
}
