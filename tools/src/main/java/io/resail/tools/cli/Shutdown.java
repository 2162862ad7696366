package io.resail.tools.cli;

import java.util.concurrent.CountDownLatch;

/// What happens when the process is told to end, by Ctrl-C or a signal.
final class Shutdown {
  private Shutdown() {}

  /// Closes a server, so that running calls are let finish.
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

  /// Work that can stop early.
  ///
  /// @param <E> what it may throw
  interface Work<E extends Exception> {
    void run() throws E;
  }

  /// Runs work that is to stop early when the process is told to end, and keeps the process until
  /// it has. A process that ends while native code computes takes the libraries' memory away from
  /// under it, which may crash.
  ///
  /// @param stop makes the work return or throw before long; called by another thread
  static <E extends Exception> void stopping(Runnable stop, Work<E> work) throws E {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              await(ended);
            },
            "stop work");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      ended.countDown();
      remove(hook);
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends at once, as whoever interrupted wants
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending, and the hook is what waited for the work.
    }
  }
}
