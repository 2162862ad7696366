package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.FaultException;
import io.resail.index.store.IndexFolder;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.retrieval.UnitStore.Takedown;
import io.resail.testing.Catalogs;
import io.resail.testing.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Histories drawn anew in each run: whatever is done to an index, it holds and answers what a
/// plain map does that is searched exhaustively.
@ExtendWith(Seeds.class)
class HistoryTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final IndexSettings SETTINGS =
      IndexSettings.DEFAULT.withRefreshEvery(Duration.ZERO);
  private static final int STEPS = 60;

  @TempDir private Path folder;

  private SplittableRandom random;
  private RandomUnits some;
  private HostileDisk disk;
  private IndexFolder path;
  private UnitIndex index;
  private Ledger now;
  private Ledger durable;

  @RepeatedTest(6)
  void anIndexIsAPlainMapWhateverHappens(SplittableRandom seeded) throws IOException {
    random = seeded;
    some = new RandomUnits(random, CATALOG);
    disk = new HostileDisk(random.split());
    path = new IndexFolder(folder.resolve("index"), disk);
    index = UnitIndex.create(path, CATALOG, SETTINGS);
    now = Ledger.EMPTY;
    durable = now;
    try {
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(8) == 0) {
          crash();
        } else {
          step();
        }
        if (random.nextInt(3) == 0) {
          now.require(index, random, 2);
        }
      }
      now.require(index, random, 10);
    } finally {
      index.close();
    }
    assertThat(IndexCare.verify(path.root()).findings()).isEmpty();
    try (UnitIndex reader = UnitIndex.open(path, SETTINGS)) {
      now.require(reader, random, 5);
    }
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> put();
      case 3 -> delete();
      case 4 -> takeDown();
      case 5 -> keep();
      case 6 -> restore();
      case 7 -> drop();
      case 8 -> {
        index.delete(List.of(), Acknowledgement.DURABLE);
        durable = now;
      }
      default -> {
        index.close();
        index = UnitIndex.openForWriting(path, SETTINGS);
        durable = now;
      }
    }
  }

  private Acknowledgement some(Ledger next) {
    now = next;
    if (random.nextBoolean()) {
      durable = next;
      return Acknowledgement.DURABLE;
    }
    return Acknowledgement.VISIBLE;
  }

  private void put() {
    List<RetrievalUnit> units = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      ids.add("u" + random.nextInt(50));
    }
    ids.forEach(id -> units.add(some.unit(id)));
    // Before it is made, so that a crash in it knows what may be there.
    index.put(units, some(now.with(units)));
  }

  private void delete() {
    List<String> ids = List.of("u" + random.nextInt(50), "u" + random.nextInt(50), "nobody");
    index.delete(ids, some(now.without(ids)));
  }

  private void takeDown() {
    List<String> sources = List.of("image " + random.nextInt(20), "image " + random.nextInt(20));
    List<String> expected = now.idsOf(sources);
    List<String> holding =
        now.snapshots().entrySet().stream()
            .filter(each -> !new Ledger(each.getValue(), now.snapshots()).idsOf(sources).isEmpty())
            .map(java.util.Map.Entry::getKey)
            .toList();
    Takedown takedown = index.deleteSources(sources, some(now.without(expected)));
    assertThat(takedown.unitIds()).isEqualTo(expected);
    assertThat(takedown.snapshots()).isEqualTo(holding);
  }

  private void keep() {
    String name = "s" + random.nextInt(5);
    if (!now.snapshots().containsKey(name)) {
      now = now.keeping(name);
      durable = now;
      index.createSnapshot(name);
    }
  }

  private void restore() {
    for (String name : List.copyOf(now.snapshots().keySet())) {
      if (random.nextInt(3) == 0) {
        now = now.restoring(name);
        durable = now;
        index.restoreSnapshot(name);
        return;
      }
    }
  }

  private void drop() {
    for (String name : List.copyOf(now.snapshots().keySet())) {
      if (random.nextInt(3) == 0) {
        now = now.dropping(name);
        durable = now;
        index.dropSnapshot(name);
        return;
      }
    }
  }

  /// Loses power during a step, or after it, and comes back with what is on the disk.
  private void crash() throws IOException {
    disk.cutPowerIn(random.nextInt(1, 60));
    Ledger visible = now;
    Ledger before = durable;
    try {
      step();
      before = durable;
      visible = now;
      // The step was made: only closing may fail.
      index.close();
    } catch (FaultException e) {
      assertThat(disk.hasFailed()).as(e.toString()).isTrue();
      try {
        index.close();
      } catch (FaultException _) {
        // There is no power for that either.
      }
    }
    List<Ledger> possible = List.of(before, visible, durable, now);
    disk.comeBack();
    index = UnitIndex.openForWriting(path, SETTINGS);
    now =
        possible.stream()
            .filter(each -> each.isIn(index))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the index holds none of the possible states"));
    durable = now;
  }
}
