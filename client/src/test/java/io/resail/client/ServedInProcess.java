package io.resail.client;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.UUID;

/// A hand-made service and a connection to it, ended together.
record ServedInProcess(Server server, Connection connection) implements AutoCloseable {
  static ServedInProcess of(BindableService service) throws IOException {
    return of(service, ClientSettings.DEFAULT);
  }

  static ServedInProcess of(BindableService service, ClientSettings settings) throws IOException {
    String name = UUID.randomUUID().toString();
    Server server = InProcessServerBuilder.forName(name).addService(service).build().start();
    return new ServedInProcess(server, Connection.inProcess(name, settings));
  }

  @Override
  public void close() {
    connection.close();
    server.shutdownNow();
  }
}
