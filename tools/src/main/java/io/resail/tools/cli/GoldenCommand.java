package io.resail.tools.cli;

import io.resail.tools.golden.GoldenCheck;
import io.resail.tools.golden.GoldenRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "golden",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reference numbers.",
    subcommands = GoldenCommand.Check.class)
final class GoldenCommand {
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Computes every golden file of a folder again; exit status 1 if a case fails.")
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder with the safetensors files.")
    private Path folder;

    @Override
    public Integer call() throws Exception {
      List<GoldenRow> rows = GoldenCheck.run(folder);
      PrintWriter out = spec.commandLine().getOut();
      rows.forEach(row -> out.println(row.line()));
      long ok = count(rows, GoldenRow.Verdict.OK);
      long failed = count(rows, GoldenRow.Verdict.FAILED);
      out.println(
          ok
              + " ok, "
              + failed
              + " failed, "
              + count(rows, GoldenRow.Verdict.NOT_COVERED)
              + " files not covered");
      return failed == 0 && !rows.isEmpty() ? 0 : 1;
    }

    private static long count(List<GoldenRow> rows, GoldenRow.Verdict verdict) {
      return rows.stream().filter(row -> row.verdict() == verdict).count();
    }
  }

  private GoldenCommand() {}
}
