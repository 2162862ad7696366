package io.resail.tools.cli;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteRetriever;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.index.server.IndexServer;
import io.resail.index.server.IndexServerSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Servers, until they are interrupted.",
    subcommands = {ServeCommand.Index.class, ServeCommand.Synth.class, ServeCommand.All.class})
final class ServeCommand {
  private ServeCommand() {}

  private static IndexServerSettings indexSettings(String host, int port) {
    IndexServerSettings usual = IndexServerSettings.DEFAULT;
    return new IndexServerSettings(
        host,
        port,
        usual.adminPort(),
        usual.limits(),
        usual.keepAlive(),
        usual.readTime(),
        usual.drainTime());
  }

  @Command(name = "index", mixinStandardHelpOptions = true, description = "The index server.")
  static final class Index implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--index", required = true, paramLabel = "INDEX")
    private Path path;

    @Option(names = "--host", defaultValue = "localhost", description = "0.0.0.0 for all.")
    private String host;

    @Option(names = "--port", defaultValue = "7071", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws Exception {
      try (UnitIndex index = UnitIndex.openForWriting(path, IndexSettings.DEFAULT);
          IndexServer server = IndexServer.open(indexSettings(host, port), index, index)) {
        Shutdown.closing(server);
        spec.commandLine().getOut().println("index server on port " + server.port());
        server.join();
      }
      return 0;
    }
  }

  @Command(
      name = "synth",
      mixinStandardHelpOptions = true,
      description = "The synth server, which asks an index server.")
  static final class Synth implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--index-server",
        paramLabel = "HOST:PORT",
        defaultValue = "localhost:7071",
        description = "Default: ${DEFAULT-VALUE}.")
    private String indexServer;

    @Mixin private PaintingOptions painting;

    @Override
    public Integer call() throws Exception {
      try (Connection connection = Connection.plaintext(indexServer, ClientSettings.DEFAULT);
          PaintingServer server =
              PaintingServer.open(
                  new RemoteRetriever(connection), painting.checkpoints(), painting.settings())) {
        serve(spec, server);
      }
      return 0;
    }
  }

  @Command(
      name = "all",
      mixinStandardHelpOptions = true,
      description = "Both in one process: the index is embedded, its services share the port.")
  static final class All implements Callable<Integer> {
    private static final String INDEX_NAME = "resail-index";

    @Spec private CommandSpec spec;

    @Option(names = "--index", required = true, paramLabel = "INDEX")
    private Path path;

    @Mixin private PaintingOptions painting;

    @Option(
        names = "--index-port",
        defaultValue = "7071",
        description = "Of the index's services. Default: ${DEFAULT-VALUE}.")
    private int indexPort;

    @Override
    public Integer call() throws Exception {
      try (UnitIndex index = UnitIndex.openForWriting(path, IndexSettings.DEFAULT);
          IndexServer within =
              IndexServer.inProcess(INDEX_NAME, IndexServerSettings.DEFAULT, index, index);
          IndexServer outside =
              IndexServer.open(indexSettings(painting.settings().host(), indexPort), index, index);
          Connection connection = Connection.inProcess(INDEX_NAME, ClientSettings.DEFAULT);
          PaintingServer server =
              PaintingServer.open(
                  new RemoteRetriever(connection), painting.checkpoints(), painting.settings())) {
        Shutdown.closing(within);
        spec.commandLine().getOut().println("index server on port " + outside.port());
        serve(spec, server);
      }
      return 0;
    }
  }

  private static void serve(CommandSpec spec, PaintingServer server) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Shutdown.closing(server);
    out.println(StatusText.of(server.status()));
    out.println("synth server on port " + server.port());
    server.join();
  }
}
