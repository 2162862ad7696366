package io.resail.tools.cli;

/// Closes servers when the process is told to end, so that running calls are let finish.
final class Shutdown {
  private Shutdown() {}

  static void closing(AutoCloseable server) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    System.err.println("resail: closing failed: " + e.getMessage());
                  }
                },
                "close servers"));
  }
}
