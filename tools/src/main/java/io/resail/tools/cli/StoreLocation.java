package io.resail.tools.cli;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteUnitStore;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.retrieval.UnitStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Options that say whose units are meant: those of a folder that nobody serves, or of a server.
final class StoreLocation {
  @Option(names = "--index", required = true, paramLabel = "INDEX", description = "A folder.")
  private Optional<Path> path = Optional.empty();

  @Option(
      names = "--server",
      required = true,
      paramLabel = "HOST:PORT",
      description = "An index server, which writes its folder itself.")
  private Optional<String> server = Optional.empty();

  /// Works on an index that is only read.
  <T> T reading(Function<UnitStore, T> work) {
    return on(folder -> UnitIndex.open(folder, IndexSettings.DEFAULT), work);
  }

  /// Works on an index that is changed.
  <T> T writing(Function<UnitStore, T> work) {
    return on(folder -> UnitIndex.openForWriting(folder, IndexSettings.DEFAULT), work);
  }

  private <T> T on(Function<Path, UnitIndex> opened, Function<UnitStore, T> work) {
    if (path.isPresent()) {
      try (UnitIndex index = opened.apply(path.get())) {
        return work.apply(index);
      }
    }
    try (Connection connection =
        Connection.plaintext(server.orElseThrow(), ClientSettings.DEFAULT)) {
      return work.apply(new RemoteUnitStore(connection));
    }
  }
}
