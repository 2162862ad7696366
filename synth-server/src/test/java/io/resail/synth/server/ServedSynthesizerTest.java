package io.resail.synth.server;

import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Retriever;
import io.resail.synth.ResailSynthesizer;
import io.resail.synth.SynthesisSettings;
import io.resail.synth.engine.FakePainter;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Synthesizer;
import io.resail.testing.SynthesizerContract;
import io.resail.testing.SynthesizerRefusalContract;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/// The contract, kept through the service: within the process and over sockets.
class ServedSynthesizerTest {
  private static final int LARGEST_MESSAGE = 1 << 26;

  /// A server, its synthesizer and a channel to it.
  private record Served(ResailSynthesizer synthesizer, SynthServer server, StubSynthesizer stub)
      implements AutoCloseable {
    static Served inProcess(Retriever units, ClassCatalog catalog, OutputSize size) {
      ResailSynthesizer synthesizer = synthesizer(units, catalog, size);
      String name = UUID.randomUUID().toString();
      SynthServer server =
          SynthServer.inProcess(name, SynthServerSettings.DEFAULT, synthesizer, units::catalog);
      ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
      return new Served(synthesizer, server, new StubSynthesizer(channel));
    }

    static Served overSockets(Retriever units, ClassCatalog catalog, OutputSize size) {
      ResailSynthesizer synthesizer = synthesizer(units, catalog, size);
      SynthServer server =
          SynthServer.open(SynthServerSettings.DEFAULT, synthesizer, units::catalog);
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", server.port())
              .usePlaintext()
              .maxInboundMessageSize(LARGEST_MESSAGE)
              .build();
      return new Served(synthesizer, server, new StubSynthesizer(channel));
    }

    private static ResailSynthesizer synthesizer(
        Retriever units, ClassCatalog catalog, OutputSize size) {
      FakePainter painter = new FakePainter("plain", catalog, size);
      return new ResailSynthesizer(units, List.of(painter), SynthesisSettings.DEFAULT);
    }

    @Override
    public void close() {
      stub.close();
      server.close();
      synthesizer.close();
    }
  }

  @Nested
  class WorkingInProcess extends SynthesizerContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(Served.inProcess(units, CATALOG, SIZE)).stub();
    }
  }

  @Nested
  class RefusingInProcess extends SynthesizerRefusalContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(Served.inProcess(units, CATALOG, SIZE)).stub();
    }
  }

  @Nested
  class WorkingOverSockets extends SynthesizerContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(Served.overSockets(units, CATALOG, SIZE)).stub();
    }
  }

  @Nested
  class RefusingOverSockets extends SynthesizerRefusalContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(Served.overSockets(units, CATALOG, SIZE)).stub();
    }
  }
}
