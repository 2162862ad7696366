package io.resail.tools.cli;

import io.resail.synth.batching.BatchRules;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.network.Arithmetic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/// What the commands that paint have in common.
final class PaintingOptions {
  private static final long MEBI = 1 << 20;

  @Option(names = "--model", paramLabel = "FILE", description = "The first is the default one.")
  private List<Path> checkpoints = List.of();

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Clients may load models from here, and unload any.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--host", defaultValue = "localhost", description = "0.0.0.0 for all.")
  private String host;

  @Option(names = "--port", defaultValue = "7070", description = "Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--threads", defaultValue = "0", description = "Of the CPU; 0 for all.")
  private int threads;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "For weights and activations. Default: 3/4 of the machine's beside the heap.")
  private Optional<Long> memory = Optional.empty();

  @Option(
      names = "--arithmetic",
      defaultValue = "FLOAT32",
      description =
          "${COMPLETION-CANDIDATES}: of convolutions on the CPU. BFLOAT16 changes pictures a little"
              + " and pays on few CPUs: see bench generator. Default: ${DEFAULT-VALUE}.")
  private Arithmetic arithmetic;

  @Option(
      names = "--batch",
      defaultValue = "1",
      description = "Images painted together at most. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--batch-wait",
      paramLabel = "MS",
      defaultValue = "0",
      description = "How long an image waits for others. Default: ${DEFAULT-VALUE}.")
  private long batchWait;

  List<Checkpoint> checkpoints() {
    return checkpoints.stream().map(Checkpoint::read).toList();
  }

  PaintingSettings settings() {
    return new PaintingSettings(
        host,
        port,
        threads,
        memory.map(mib -> OptionalLong.of(mib * MEBI)).orElse(OptionalLong.empty()),
        arithmetic,
        new BatchRules(batch, Duration.ofMillis(batchWait), BatchRules.DEFAULT.queueLength()),
        folder);
  }
}
