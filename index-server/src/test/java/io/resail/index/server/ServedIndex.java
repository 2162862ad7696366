package io.resail.index.server;

import io.resail.calls.CallLog;
import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteRetriever;
import io.resail.client.RemoteUnitStore;
import io.resail.fault.FaultException;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.UnitStore;
import io.resail.testing.IndexUnderTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server with the index behind it and a client in front, both ended together.
///
/// @param server what is tested
/// @param connection to it
/// @param log the lines the server has logged
record ServedIndex(IndexServer server, Connection connection, List<String> log)
    implements AutoCloseable {
  /// Over sockets of this machine.
  static ServedIndex overNetty(IndexServerSettings settings, Retriever retriever, UnitStore store) {
    List<String> log = new CopyOnWriteArrayList<>();
    IndexServer server = IndexServer.open(settings, retriever, store, into(log));
    return new ServedIndex(
        server, Connection.plaintext("localhost:" + server.port(), ClientSettings.DEFAULT), log);
  }

  /// Within the process.
  static ServedIndex inProcess(IndexServerSettings settings, Retriever retriever, UnitStore store) {
    List<String> log = new CopyOnWriteArrayList<>();
    String name = UUID.randomUUID().toString();
    IndexServer server = IndexServer.inProcess(name, settings, retriever, store, into(log));
    return new ServedIndex(server, Connection.inProcess(name, ClientSettings.DEFAULT), log);
  }

  private static CallLog into(List<String> log) {
    return (String id, String method, FaultException failure) ->
        log.add(CallLog.line(id, method, failure));
  }

  IndexUnderTest underTest() {
    return new IndexUnderTest(
        new RemoteRetriever(connection), new RemoteUnitStore(connection), this);
  }

  @Override
  public void close() {
    connection.close();
    server.close();
  }
}
