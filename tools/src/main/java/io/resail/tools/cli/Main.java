package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The command line.
///
/// Exit statuses: 0 done, 1 done with findings, 2 wrong usage or input, 3 something named does
/// not exist,
/// 4 busy, away or too late, 5 damaged data, 70 our own failure, 130 cancelled.
@Command(
    name = "resail",
    mixinStandardHelpOptions = true,
    version = "resail 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "A label map in, a photograph out: exact shape retrieval and RESAIL generation.",
    subcommands = {
      DemoCommand.class,
      DatasetCommand.class,
      IndexCommand.class,
      ModelCommand.class,
      ServeCommand.class,
      SynthesizeCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      GoldenCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private Main() {}

  /// Runs one command and ends the process with its exit status.
  public static void main(String[] arguments) {
    // Lucene tells on every start which instructions it found.
    LUCENE.setLevel(Level.WARNING);
    int status = run(arguments);
    // Threads of native libraries must not keep a finished command alive.
    Runtime.getRuntime().exit(status);
  }

  private static int run(String... arguments) {
    return run(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        arguments);
  }

  /// Runs one command.
  ///
  /// @return the exit status
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((failure, _) -> onWrongUsage(failure));
    line.setExecutionExceptionHandler((failure, at, _) -> onFailure(failure, at));
    return line.execute(arguments);
  }

  private static int onWrongUsage(ParameterException failure) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("resail: " + failure.getMessage());
    err.println("Try: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return 2;
  }

  private static int onFailure(Exception failure, CommandLine at) {
    PrintWriter err = at.getErr();
    return switch (failure) {
      case FaultException fault -> {
        err.println("resail: " + fault.getMessage());
        yield status(fault.fault());
      }
      case NoSuchFileException missing -> {
        err.println("resail: " + missing.getFile() + " does not exist: check the path");
        yield 2;
      }
      case AccessDeniedException denied -> {
        err.println("resail: " + denied.getFile() + " may not be read or written by this user");
        yield 2;
      }
      case FileSystemException file -> {
        err.println("resail: " + file.getMessage());
        yield 2;
      }
      case IllegalArgumentException wrong -> {
        err.println("resail: " + wrong.getMessage());
        yield 2;
      }
      default -> {
        err.println("resail: this is a failure of ours; please report it with the lines below");
        failure.printStackTrace(err);
        yield 70;
      }
    };
  }

  private static int status(Fault fault) {
    return switch (fault) {
      case WRONG_INPUT, CHANGED -> 2;
      case UNKNOWN -> 3;
      case BUSY, AWAY, TOO_LATE -> 4;
      case DAMAGED -> 5;
      case CANCELLED -> 130;
      case BROKEN -> 70;
    };
  }
}
