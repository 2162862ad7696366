package io.resail.tools.cli;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteModels;
import io.resail.fault.Patience;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.PainterStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The models of a running server.
final class ServerModelCommands {
  private ServerModelCommands() {}

  /// Which server, and how long to wait for it.
  static final class Server {
    @Option(names = "--server", required = true, paramLabel = "HOST:PORT")
    private String address;

    @Option(names = "--timeout", defaultValue = "600", description = "Seconds. Default: 600.")
    private long seconds;

    <T> T ask(BiFunction<RemoteModels, Patience, T> question) {
      try (Connection connection = Connection.plaintext(address, ClientSettings.DEFAULT)) {
        Patience patience = Patience.of(Duration.ofSeconds(seconds), () -> false);
        return question.apply(new RemoteModels(connection), patience);
      }
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "What a server has loaded, what it takes, and its devices.")
  static final class ListModels implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Server server;

    @Override
    public Integer call() {
      PainterStatus status = server.ask((models, _) -> models.status());
      spec.commandLine().getOut().println(StatusText.of(status));
      return 0;
    }
  }

  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "Has a server load a checkpoint of its folder of models.")
  static final class Load implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Server server;

    @Parameters(paramLabel = "FILE", description = "As the server's list names it.")
    private String file;

    @Override
    public Integer call() {
      LoadedModel loaded = server.ask((models, patience) -> models.load(file, patience));
      PainterStatus alone = new PainterStatus(List.of(loaded), List.of(), List.of());
      spec.commandLine().getOut().println(StatusText.of(alone));
      return 0;
    }
  }

  @Command(
      name = "unload",
      mixinStandardHelpOptions = true,
      description = "Has a server drop a model once its requests have ended.")
  static final class Unload implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Server server;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public Integer call() {
      PainterStatus status =
          server.ask(
              (models, patience) -> {
                models.unload(name, patience);
                return models.status();
              });
      spec.commandLine().getOut().println(StatusText.of(status));
      return 0;
    }
  }
}
