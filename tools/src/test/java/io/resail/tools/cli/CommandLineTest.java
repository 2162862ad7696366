package io.resail.tools.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Commands run in this process, with what the last one wrote.
abstract class CommandLineTest {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @TempDir Path folder;

  /// Runs a command.
  ///
  /// @return its status
  int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
