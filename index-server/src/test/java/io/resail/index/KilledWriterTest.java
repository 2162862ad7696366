package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.testing.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Another process writes an index and is killed, at a moment drawn anew in each run.
@ExtendWith(Seeds.class)
class KilledWriterTest {
  private static final IndexSettings SETTINGS =
      IndexSettings.DEFAULT.withRefreshEvery(Duration.ZERO);

  @TempDir private Path folder;

  @RepeatedTest(2)
  void whatItWasToldIsDurableIsThereAndTheIndexOpens(SplittableRandom random) throws Exception {
    Path path = folder.resolve("index");
    long empty;
    try (UnitIndex index = UnitIndex.create(path, WriterProcess.CATALOG, SETTINGS)) {
      empty = index.statistics().generation();
    }
    long seed = random.nextLong() >>> 1;
    int last = random.nextInt(5, 30);
    Process writer = start(path, seed);
    int acknowledged = -1;
    try (UnitIndex reader = UnitIndex.open(path, SETTINGS);
        BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      while (acknowledged < last) {
        acknowledged = next(lines, writer);
        // The reader follows without being opened again.
        assertThat(reader.statistics().generation()).isGreaterThan(acknowledged);
      }
      assertThatThrownBy(() -> UnitIndex.openForWriting(path, SETTINGS))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BUSY))
          .hasMessageContaining("process " + writer.pid())
          .hasMessageContaining("one writer");
      long backedUp = IndexCare.backUp(path, folder.resolve("backup")).generation();
      assertThat(backedUp - empty).isGreaterThan(acknowledged);
      assertThat(IndexCare.verify(path).findings()).isEmpty();
      restoredHolds(batches(seed, backedUp - empty), random);
      // SIGKILL, amid a put or a merge.
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        acknowledged = Integer.parseInt(line);
      }
    }
    Ledger sure = batches(seed, acknowledged + 1);
    Ledger perhaps = sure.with(WriterProcess.batch(seed, acknowledged + 1));

    assertThat(IndexCare.verify(path).findings()).isEmpty();
    try (UnitIndex index = UnitIndex.openForWriting(path, SETTINGS)) {
      Ledger found = sure.isIn(index) ? sure : perhaps;
      found.require(index, random, 5);
      index.put(WriterProcess.batch(seed, 1000), Acknowledgement.DURABLE);
      assertThat(found.with(WriterProcess.batch(seed, 1000)).isIn(index)).isTrue();
    } finally {
      writer.destroyForcibly();
    }
  }

  private static Ledger batches(long seed, long number) {
    Ledger held = Ledger.EMPTY;
    for (int i = 0; i < number; i++) {
      held = held.with(WriterProcess.batch(seed, i));
    }
    return held;
  }

  private void restoredHolds(Ledger expected, SplittableRandom random) {
    Path restored = folder.resolve("restored");
    assertThat(IndexCare.verify(folder.resolve("backup")).findings()).isEmpty();
    IndexCare.restore(folder.resolve("backup"), restored);
    try (UnitIndex index = UnitIndex.open(restored, SETTINGS)) {
      expected.require(index, random, 3);
    }
  }

  private static Process start(Path path, long seed) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                path.toString(),
                Long.toString(seed)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int next(BufferedReader lines, Process writer) throws IOException {
    String line = lines.readLine();
    assertThat(line).as("process %s", writer).isNotNull();
    return Integer.parseInt(line);
  }
}
