package io.resail.tools.training;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Weights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Takes the steps of a run from where it is to its end. Used once, by one thread.
///
/// @param <S> what is trained on
final class StepLoop<S> {
  /// How much of the pace of before counts for the pace of late.
  private static final double MEMORY_OF_PACE = 0.9;

  private static final int TRIAL_STEPS = 2;

  private final Course<S> course;
  private final Schedule schedule;
  private final Keeping keeping;
  private final int workers;
  private final RunFolder folder;
  private final RunListener listener;

  /// A loop over one run.
  ///
  /// @param workers threads that make samples ahead
  StepLoop(
      Course<S> course,
      Schedule schedule,
      Keeping keeping,
      int workers,
      RunFolder folder,
      RunListener listener) {
    if (course.examples() < schedule.batch()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          course.examples()
              + " examples for batches of "
              + schedule.batch()
              + ": need at least as many; lower schedule.batch");
    }
    this.course = course;
    this.schedule = schedule;
    this.keeping = keeping;
    this.workers = workers;
    this.folder = folder;
    this.listener = listener;
  }

  /// Trains to the end. A run that is at its end delivers again.
  ///
  /// @return the losses of the last step; empty if there was none left to take
  /// @throws FaultException [Fault#WRONG_INPUT] if a loss is no longer a number or the checkpoint
  ///     is of other data; [Fault#CANCELLED] if the thread is interrupted or the listener stops it,
  ///     after a checkpoint
  Optional<RunLog.Row> run() {
    Optional<RunFolder.Saved> saved = folder.newest();
    saved.ifPresent(this::requireSameData);
    long first = saved.map(RunFolder.Saved::steps).orElse(0L);
    long steps = schedule.steps(course.examples());
    RunLog log = new RunLog(folder.file("losses.csv"), first);
    RunLog memory = new RunLog(folder.file("memory.csv"), first);
    if (first >= steps) {
      saved.ifPresent(last -> handOver(last, log));
      return log.rows().isEmpty() ? Optional.empty() : Optional.of(log.rows().getLast());
    }
    try (Batches<S> batches =
        new Batches<>(
            course.examples(), schedule.batch(), schedule.seed(), first, workers, course::sample)) {
      List<S> batch = batches.next();
      listener.begins(trial(batch, first, steps));
      try (Trainee<S> trainee = course.begin(saved.map(RunFolder.Saved::state))) {
        Pace pace = new Pace();
        for (long step = first; step < steps; step++) {
          SequencedMap<String, Double> losses =
              trainee.step(batch, schedule.rate(step, course.examples()));
          log.add(step, losses);
          memory.add(step, ProcessMemory.megabytes());
          requireNumbers(losses, step, batch, trainee);
          listener.stepped(pace.after(step + 1, steps, losses));
          boolean stopped = Thread.interrupted() || listener.stops();
          boolean last = step + 1 == steps;
          if (last || stopped || (step + 1) % keeping.checkpointEvery() == 0) {
            keep(trainee, step + 1, log);
          }
          if (stopped && !last) {
            throw new FaultException(
                Fault.CANCELLED,
                "stopped after step "
                    + (step + 1)
                    + " of "
                    + steps
                    + ": the same call goes on from there");
          }
          if (last || (step + 1) % keeping.samplesEvery() == 0) {
            illustrate(trainee, step + 1);
          }
          if (!last) {
            batch = batches.next();
          }
        }
      }
    }
    return Optional.of(log.rows().getLast());
  }

  private void requireSameData(RunFolder.Saved saved) {
    String examples = saved.state().word("examples");
    if (!examples.equals(Integer.toString(course.examples()))) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "the run began with "
              + examples
              + " examples, this data has "
              + course.examples()
              + ": resume with the same data, or use another folder");
    }
  }

  /// Two steps on networks of their own; the first is slower than all others, the second tells.
  private RunListener.Estimate trial(List<S> batch, long first, long steps) {
    long took = 0;
    try (Trainee<S> trainee = course.begin(Optional.empty())) {
      for (int i = 0; i < TRIAL_STEPS; i++) {
        long before = System.nanoTime();
        trainee.step(batch, 1);
        took = System.nanoTime() - before;
      }
    }
    OptionalLong memory = ProcessMemory.most();
    return new RunListener.Estimate(first, steps, Duration.ofNanos(took), memory);
  }

  private void keep(Trainee<S> trainee, long steps, RunLog log) {
    listener.wrote(folder.save(steps, described(trainee, Map.of()), keeping.checkpoints()));
    deliver(trainee, steps, log);
  }

  /// What a finished run has to show, once more: it may have been killed between its last
  /// checkpoint and this, and what lies there may be of the checkpoint before.
  private void handOver(RunFolder.Saved finished, RunLog log) {
    try (Trainee<S> trainee = course.begin(Optional.of(finished.state()))) {
      deliver(trainee, finished.steps(), log);
      illustrate(trainee, finished.steps());
    }
  }

  private void deliver(Trainee<S> trainee, long steps, RunLog log) {
    listener.wrote(LossChart.write(log.rows(), folder.file("losses.png")));
    course.deliver(trainee, steps, folder).forEach(listener::wrote);
  }

  private void illustrate(Trainee<S> trainee, long steps) {
    course.illustrate(trainee, steps, folder).forEach(listener::wrote);
  }

  private Weights described(Trainee<S> trainee, Map<String, String> more) {
    Weights state = trainee.state();
    Map<String, String> words = new LinkedHashMap<>(state.metadata());
    words.put("examples", Integer.toString(course.examples()));
    words.putAll(more);
    return state.withMetadata(words);
  }

  private void requireNumbers(
      SequencedMap<String, Double> losses, long step, List<S> batch, Trainee<S> trainee) {
    if (losses.values().stream().allMatch(Double::isFinite)) {
      return;
    }
    String names = batch.stream().map(course::name).collect(Collectors.joining(", "));
    Path file = folder.file("stopped.safetensors");
    Safetensors.write(
        file, described(trainee, Map.of("step", Long.toString(step), "batch", names)));
    throw new FaultException(
        Fault.WRONG_INPUT,
        "step "
            + step
            + " gave losses that are no numbers: "
            + losses
            + "; its batch was "
            + names
            + ". The networks after it are in "
            + file
            + "; starting again goes on from the last checkpoint before it, and a run with lower"
            + " learning rates may get further");
  }

  /// How fast a run is of late. One thread.
  private final class Pace {
    private long before = System.nanoTime();
    private double nanosPerStep = Double.NaN;

    RunListener.Progress after(long done, long steps, SequencedMap<String, Double> losses) {
      long now = System.nanoTime();
      double took = now - before;
      before = now;
      nanosPerStep =
          Double.isNaN(nanosPerStep)
              ? took
              : MEMORY_OF_PACE * nanosPerStep + (1 - MEMORY_OF_PACE) * took;
      return new RunListener.Progress(
          done,
          steps,
          losses,
          Duration.ofNanos((long) (nanosPerStep * (steps - done))),
          schedule.batch() * 1e9 / nanosPerStep);
    }
  }
}
