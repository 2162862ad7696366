package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.testing.Catalogs;
import io.resail.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A byte is flipped in each kind of file of an index and of a backup, at both ends and at places
/// drawn anew in each run: it is found, and no answer is wrong.
@ExtendWith(Seeds.class)
class FlippedByteTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final IndexSettings SETTINGS =
      IndexSettings.DEFAULT.withRefreshEvery(Duration.ZERO);
  private static final int FLIPS = 7;

  @TempDir private Path folder;

  private Ledger index(Path path, SplittableRandom random) {
    List<RetrievalUnit> units = new RandomUnits(random, CATALOG).units(30);
    try (UnitIndex index = UnitIndex.create(path, CATALOG, SETTINGS)) {
      index.put(units, Acknowledgement.DURABLE);
      index.createSnapshot("kept");
      index.delete(List.of("u3", "u4"), Acknowledgement.DURABLE);
    }
    return Ledger.EMPTY.with(units).keeping("kept").without(List.of("u3", "u4"));
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(each -> Files.isRegularFile(each) && each.toFile().length() > 0).toList();
    }
  }

  @Test
  void isFoundInAnyFileOfAnIndexAndNoAnswerIsWrong(SplittableRandom random) throws IOException {
    Path path = folder.resolve("index");
    Ledger held = index(path, random);
    assertThat(IndexCare.verify(path).findings()).isEmpty();
    Set<String> kinds = new TreeSet<>();
    for (Path file : files(path)) {
      kinds.add(file.getFileName().toString().replaceAll("^.*[._]", ""));
      byte[] written = Files.readAllBytes(file);
      for (int at : places(written.length, random)) {
        flip(file, written, at, random);
        assertThat(IndexCare.verify(path).findings())
            .as("%s at %d", file, at)
            .extracting(IndexCare.Finding::file)
            .contains(file);
        answersRightlyOrNotAtAll(path, held, random);
        Files.write(file, written);
      }
    }
    assertThat(kinds).contains("current", "smt", "sbk", "scl", "sqo", "sqm", "dvd", "dvm", "si");
    assertThat(IndexCare.verify(path).findings()).isEmpty();
  }

  private static Set<Integer> places(int length, SplittableRandom random) {
    Set<Integer> places = new TreeSet<>(List.of(0, length - 1));
    for (int i = 0; i < FLIPS; i++) {
      places.add(random.nextInt(length));
    }
    return places;
  }

  private static void flip(Path file, byte[] written, int at, SplittableRandom random)
      throws IOException {
    byte[] damaged = written.clone();
    damaged[at] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, damaged);
  }

  private static void answersRightlyOrNotAtAll(Path path, Ledger held, SplittableRandom random) {
    try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
      held.require(index, random, 2);
    } catch (FaultException e) {
      assertThat(e.fault()).as(e.toString()).isEqualTo(Fault.DAMAGED);
    }
  }

  @Test
  void inPixelsNamesTheUnitWhichAloneCannotBeFetched(SplittableRandom random) throws IOException {
    Path path = folder.resolve("index");
    Ledger held = index(path, random);
    Path pixels =
        files(path).stream()
            .filter(each -> each.toString().matches(".*ResailPixels.*dvd"))
            .findFirst()
            .orElseThrow();
    byte[] written = Files.readAllBytes(pixels);
    // Values come first in this file.
    flip(pixels, written, written.length / 3, random);

    List<IndexCare.Finding> findings = IndexCare.verify(path).findings();

    assertThat(findings).extracting(IndexCare.Finding::file).containsExactly(pixels);
    assertThat(findings.getFirst().units()).hasSize(1);
    String damaged = findings.getFirst().units().getFirst();
    try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
      for (String id : held.snapshots().get("kept").keySet()) {
        List<RetrievalUnit> found = new ArrayList<>();
        try {
          index.fetch(
              List.of(id),
              java.util.Optional.of("kept"),
              io.resail.fault.Patience.endless(),
              found::add);
          assertThat(found).containsExactly(held.snapshots().get("kept").get(id));
          assertThat(id).isNotEqualTo(damaged);
        } catch (FaultException e) {
          assertThat(e.fault()).isEqualTo(Fault.DAMAGED);
          assertThat(e).hasMessageContaining("unit " + damaged);
          assertThat(id).isEqualTo(damaged);
        }
      }
    }
  }

  @Test
  void isFoundInAnyFileOfABackupAndNothingIsReplaced(SplittableRandom random) throws IOException {
    Path path = folder.resolve("index");
    Path backup = folder.resolve("backup");
    Ledger held = index(path, random);
    IndexCare.backUp(path, backup);
    try (UnitIndex index = UnitIndex.openForWriting(path, SETTINGS)) {
      index.dropSnapshot("kept");
      index.delete(List.of("u1"), Acknowledgement.DURABLE);
    }
    Ledger younger = held.dropping("kept").without(List.of("u1"));
    for (Path file : files(backup)) {
      byte[] written = Files.readAllBytes(file);
      flip(file, written, random.nextInt(written.length), random);
      assertThat(
              IndexCare.verify(backup).findings().stream()
                  .map(IndexCare.Finding::file)
                  .collect(Collectors.toSet()))
          .contains(file);
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                      FaultException.class, () -> IndexCare.restore(backup, path))
                  .fault())
          .as(file.toString())
          .isEqualTo(Fault.DAMAGED);
      try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
        assertThat(younger.isIn(index)).isTrue();
      }
      Files.write(file, written);
    }
    long before;
    try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
      before = index.statistics().generation();
    }

    assertThat(IndexCare.restore(backup, path).generation()).isGreaterThan(before);

    try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
      held.require(index, random, 3);
    }
  }
}
