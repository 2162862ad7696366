package io.resail.synth.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.resail.calls.CallLog;
import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteSynthesizer;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Retriever;
import io.resail.synth.ResailSynthesizer;
import io.resail.synth.SynthesisSettings;
import io.resail.synth.engine.FakePainter;
import io.resail.synthesis.OutputSize;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server with a painter behind it and a client in front, all ended together.
///
/// @param painter of the only model, `plain`
/// @param connection to the server
/// @param raw a channel of its own over sockets, to send what no client would
/// @param log the lines the server has logged
record ServedSynthesis(
    FakePainter painter,
    ResailSynthesizer synthesizer,
    SynthServer server,
    Connection connection,
    ManagedChannel raw,
    List<String> log)
    implements AutoCloseable {
  /// Over sockets of this machine.
  static ServedSynthesis overNetty(
      SynthServerSettings settings, Retriever units, ClassCatalog catalog, OutputSize size) {
    FakePainter painter = new FakePainter("plain", catalog, size);
    ResailSynthesizer synthesizer = synthesizer(units, painter);
    List<String> log = new CopyOnWriteArrayList<>();
    CallLog into =
        (String id, String method, FaultException failure) ->
            log.add(CallLog.line(id, method, failure));
    SynthServer server =
        SynthServer.open(settings, synthesizer, units::catalog, Optional.empty(), into);
    String address = "localhost:" + server.port();
    return new ServedSynthesis(
        painter,
        synthesizer,
        server,
        Connection.plaintext(address, ClientSettings.DEFAULT),
        NettyChannelBuilder.forTarget(address).usePlaintext().build(),
        log);
  }

  /// Within the process; what is raw goes to nobody.
  static ServedSynthesis inProcess(Retriever units, ClassCatalog catalog, OutputSize size) {
    FakePainter painter = new FakePainter("plain", catalog, size);
    ResailSynthesizer synthesizer = synthesizer(units, painter);
    String name = UUID.randomUUID().toString();
    return new ServedSynthesis(
        painter,
        synthesizer,
        SynthServer.inProcess(name, SynthServerSettings.DEFAULT, synthesizer, units::catalog),
        Connection.inProcess(name, ClientSettings.DEFAULT),
        NettyChannelBuilder.forTarget("localhost:1").usePlaintext().build(),
        List.of());
  }

  private static ResailSynthesizer synthesizer(Retriever units, FakePainter painter) {
    return new ResailSynthesizer(units, List.of(painter), SynthesisSettings.DEFAULT);
  }

  RemoteSynthesizer remote() {
    return new RemoteSynthesizer(connection);
  }

  @Override
  public void close() {
    raw.shutdownNow();
    connection.close();
    server.close();
    synthesizer.close();
  }
}
