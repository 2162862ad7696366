package io.resail.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  /// What the process of the test runs: work that takes a while to stop once it is told to.
  static final class Slow {
    private Slow() {}

    public static void main(String[] arguments) throws InterruptedException {
      AtomicBoolean stopping = new AtomicBoolean();
      Shutdown.stopping(
          () -> stopping.set(true),
          () -> {
            System.out.println("begun");
            while (!stopping.get()) {
              Thread.sleep(5);
            }
            Thread.sleep(300);
            System.out.println("ended");
          });
    }
  }

  @Test
  void aProcessToldToEndWaitsForItsWork() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Slow.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("begun");
      process.toHandle().destroy(); // Process.destroy would close its output as well
      assertThat(out.readLine()).isEqualTo("ended");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
