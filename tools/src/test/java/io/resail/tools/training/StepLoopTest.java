package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLoopTest {
  private static final Schedule SCHEDULE = new Schedule(7, 2, 3, 2, 4);
  private static final Keeping KEEPING = new Keeping(3, 2, 5, 1);

  @TempDir private Path path;
  private final List<RunListener.Progress> told = new ArrayList<>();
  private final List<RunListener.Estimate> estimates = new ArrayList<>();
  private long stopAfter = Long.MAX_VALUE;
  private final RunListener listener =
      new RunListener() {
        @Override
        public void begins(Estimate estimate) {
          estimates.add(estimate);
        }

        @Override
        public void stepped(Progress progress) {
          told.add(progress);
        }

        @Override
        public boolean stops() {
          return told.getLast().done() == stopAfter;
        }
      };

  /// Learns the sum of what it has seen; fails where told to.
  private static final class Summing implements Course<Double> {
    private long nanAt = Long.MAX_VALUE;
    private long interruptAt = Long.MAX_VALUE;

    @Override
    public int examples() {
      return 5;
    }

    @Override
    public Double sample(int example, SplittableRandom random) {
      return example + random.nextDouble();
    }

    @Override
    public String name(Double sample) {
      return "example " + sample.intValue();
    }

    @Override
    public Trainee<Double> begin(Optional<Weights> state) {
      return new Sum(
          state.map(s -> s.tensor("sum").floats()[0]).orElse(0f),
          state.map(s -> s.tensor("steps").longs()[0]).orElse(0L));
    }

    @Override
    public List<Path> illustrate(Trainee<Double> trainee, long steps, RunFolder folder) {
      return List.of(write(folder, "samples/" + steps));
    }

    @Override
    public List<Path> deliver(Trainee<Double> trainee, long steps, RunFolder folder) {
      return List.of(write(folder, "delivered-" + steps));
    }

    private static Path write(RunFolder folder, String name) {
      try {
        return Files.writeString(folder.file(name), "");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private final class Sum implements Trainee<Double> {
      private float sum;
      private long steps;

      Sum(float sum, long steps) {
        this.sum = sum;
        this.steps = steps;
      }

      @Override
      public SequencedMap<String, Double> step(List<Double> batch, double rate) {
        batch.forEach(sample -> sum += (float) (rate * sample));
        steps++;
        if (steps == interruptAt) {
          Thread.currentThread().interrupt();
        }
        SequencedMap<String, Double> losses = new LinkedHashMap<>();
        losses.put("sum", steps > nanAt ? Double.NaN : sum);
        return losses;
      }

      @Override
      public Weights state() {
        return new Weights(
            Map.of("sum", Tensor.of(new float[] {sum}), "steps", Tensor.of(new long[] {steps})),
            Map.of());
      }

      @Override
      public void close() {}
    }
  }

  private RunLog.Row run(Course<Double> course, Path at) {
    try (RunFolder folder = RunFolder.open(at, "{}")) {
      return new StepLoop<>(course, SCHEDULE, KEEPING, 2, folder, listener).run().orElseThrow();
    }
  }

  @Test
  void takesEveryStepAndSaysSo() {
    RunLog.Row last = run(new Summing(), path);

    assertThat(last.step()).isEqualTo(19);
    assertThat(told).hasSize(20);
    assertThat(told.getLast().left()).isZero();
    assertThat(told).allMatch(p -> p.samplesPerSecond() > 0 && p.steps() == 20);
    assertThat(estimates).singleElement().matches(e -> e.steps() == 20 && e.firstStep() == 0);
  }

  @Test
  void keepsTheNewestCheckpointsTheChartAndThePictures() throws IOException {
    run(new Summing(), path);

    try (var files = Files.list(path.resolve("checkpoints"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("step-00000018.safetensors", "step-00000020.safetensors");
    }
    assertThat(path.resolve("losses.png")).isNotEmptyFile();
    assertThat(Files.readAllLines(path.resolve("losses.csv"))).hasSize(21);
    assertThat(Files.readAllLines(path.resolve("memory.csv")))
        .hasSize(21)
        .first()
        .isEqualTo("step,native,resident");
    assertThat(path.resolve("samples/5")).exists();
    assertThat(path.resolve("samples/20")).exists();
    assertThat(path.resolve("delivered-20")).exists();
  }

  @Test
  void anInterruptedRunGoesOnAsIfItHadNotStopped() {
    RunLog.Row whole = run(new Summing(), path.resolve("whole"));
    Summing interrupted = new Summing();
    interrupted.interruptAt = 8;

    assertThatThrownBy(() -> run(interrupted, path.resolve("parts")))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CANCELLED))
        .hasMessageContaining("after step 8");
    RunLog.Row resumed = run(new Summing(), path.resolve("parts"));

    assertThat(resumed).isEqualTo(whole);
    assertThat(path.resolve("parts/losses.csv"))
        .hasSameTextualContentAs(path.resolve("whole/losses.csv"));
    assertThat(estimates.getLast().firstStep()).isEqualTo(8);
  }

  @Test
  void aStoppedRunGoesOnAsIfItHadNotStopped() {
    RunLog.Row whole = run(new Summing(), path.resolve("whole"));
    stopAfter = 7;

    assertThatThrownBy(() -> run(new Summing(), path.resolve("parts")))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CANCELLED))
        .hasMessageContaining("after step 7 of 20");
    stopAfter = Long.MAX_VALUE;
    assertThat(run(new Summing(), path.resolve("parts"))).isEqualTo(whole);
    assertThat(estimates.getLast().firstStep()).isEqualTo(7);
  }

  @Test
  void aRunStoppedAtItsLastStepIsFinished() {
    stopAfter = 20;

    assertThat(run(new Summing(), path).step()).isEqualTo(19);
  }

  @Test
  void aFinishedRunIsNotRunAgain() {
    RunLog.Row last = run(new Summing(), path);
    told.clear();

    assertThat(run(new Summing(), path)).isEqualTo(last);
    assertThat(told).isEmpty();
  }

  @Test
  void aRunKilledBehindItsLastCheckpointDeliversWhenCalledAgain() throws IOException {
    run(new Summing(), path);
    Files.delete(path.resolve("delivered-20"));
    Files.delete(path.resolve("samples/20"));

    run(new Summing(), path);

    assertThat(path.resolve("delivered-20")).exists();
    assertThat(path.resolve("samples/20")).exists();
  }

  @Test
  void stopsAtALossThatIsNoNumberAndKeepsTheStep() {
    Summing failing = new Summing();
    failing.nanAt = 7;

    assertThatThrownBy(() -> run(failing, path))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("step 7 gave losses that are no numbers: {sum=NaN}")
        .hasMessageContaining("example ");
    Weights stopped = Safetensors.read(path.resolve("stopped.safetensors"));
    assertThat(stopped.word("step")).isEqualTo("7");
    assertThat(stopped.word("batch")).contains("example ");
    assertThat(run(new Summing(), path).step()).isEqualTo(19);
    assertThat(estimates.getLast().firstStep()).isEqualTo(6);
  }

  @Test
  void refusesFewerExamplesThanABatch() {
    try (RunFolder folder = RunFolder.open(path, "{}")) {
      assertThatThrownBy(
              () ->
                  new StepLoop<>(
                      new Summing(), new Schedule(1, 6, 1, 0, 0), KEEPING, 1, folder, listener))
          .hasMessageContaining("5 examples for batches of 6");
    }
  }

  @Test
  void aFolderIsForOneRecipeAndOneProcessAtATime() {
    try (RunFolder _ = RunFolder.open(path, "{\n \"a\" : 1\n}")) {
      assertThatThrownBy(() -> RunFolder.open(path, "{\n \"a\" : 1\n}"))
          .hasMessageContaining("another training runs");
    }
    assertThatThrownBy(() -> RunFolder.open(path, "{\n \"a\" : 2\n}"))
        .hasMessageContaining("\"a\" : 1 where this recipe has \"a\" : 2");
  }
}
