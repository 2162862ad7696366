package io.resail.tools.cli;

import picocli.CommandLine.Command;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Benchmarks: ratios of contenders in one run, which check their own answers.",
    subcommands = {
      BenchRetrievalCommand.class,
      BenchPixelsCommand.class,
      BenchGeneratorCommand.class,
      BenchGpuCommand.class,
      BenchServeCommand.class
    })
final class BenchCommand {
  private BenchCommand() {}
}
