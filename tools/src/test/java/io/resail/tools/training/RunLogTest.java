package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("losses.csv");
  }

  @Test
  void isACsvOfOneRowAStep() throws IOException {
    RunLog log = new RunLog(file, 0);
    log.add(0, losses(1.5, 2));
    log.add(1, losses(1.25, Double.NaN));

    assertThat(Files.readAllLines(file)).containsExactly("step,G,D", "0,1.5,2.0", "1,1.25,NaN");
  }

  @Test
  void aResumedRunWritesItsStepsAgain() throws IOException {
    RunLog log = new RunLog(file, 0);
    for (int step = 0; step < 5; step++) {
      log.add(step, losses(step, step));
    }
    Files.writeString(file, "5,1.", StandardOpenOption.APPEND);

    RunLog resumed = new RunLog(file, 3);
    resumed.add(3, losses(30, 30));

    assertThat(resumed.rows()).hasSize(4);
    assertThat(new RunLog(file, 100).rows()).isEqualTo(resumed.rows());
  }

  @Test
  void refusesTheLossesOfAnotherKindOfRun() {
    new RunLog(file, 0).add(0, losses(1, 1));
    SequencedMap<String, Double> others = new LinkedHashMap<>();
    others.put("G", 1.0);

    assertThatThrownBy(() -> new RunLog(file, 1).add(1, others))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("another folder");
  }

  private static SequencedMap<String, Double> losses(double g, double d) {
    SequencedMap<String, Double> losses = new LinkedHashMap<>();
    losses.put("G", g);
    losses.put("D", d);
    return losses;
  }
}
