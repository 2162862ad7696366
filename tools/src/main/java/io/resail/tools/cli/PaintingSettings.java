package io.resail.tools.cli;

import io.resail.synth.batching.BatchRules;
import io.resail.synth.network.Arithmetic;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// How a [PaintingServer] listens and paints.
///
/// @param host to listen on, `0.0.0.0` for all addresses
/// @param port 0 for any free one
/// @param threads of the CPU for each operator, 0 for all
/// @param memoryBudget bytes that weights and activations may take; empty for the device's usual
/// @param arithmetic of the processor's convolutions
/// @param batches how sketches are painted together
/// @param models the folder that callers may load models from; empty if models are fixed
record PaintingSettings(
    String host,
    int port,
    int threads,
    OptionalLong memoryBudget,
    Arithmetic arithmetic,
    BatchRules batches,
    Optional<Path> models) {
  /// All the cores, at any free port of the machine's own address.
  static final PaintingSettings LOCAL =
      new PaintingSettings(
          "localhost",
          0,
          0,
          OptionalLong.empty(),
          Arithmetic.FLOAT32,
          BatchRules.DEFAULT,
          Optional.empty());

  /// Threads, counted.
  int cores() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
