package io.resail.client;

import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.ListModelsRequest;
import io.resail.proto.v1.ListModelsResponse;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.ClassCatalog;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.wire.SynthesisCodec;
import java.util.List;
import java.util.function.Consumer;

/// A painter on a server. Any thread.
public final class RemoteSynthesizer implements Synthesizer {
  private final Connection connection;
  private final SynthesisCodec codec;

  /// The painter of the server at the other end.
  public RemoteSynthesizer(Connection connection) {
    this.connection = connection;
    this.codec = new SynthesisCodec(connection.raster());
  }

  @Override
  public void synthesize(
      SynthesisRequest request, Patience patience, Consumer<SynthesisEvent> each) {
    try (WaitingCall<SynthesizeRequest, SynthesizeEvent> call =
        WaitingCall.asking(
            connection,
            SynthesisServiceGrpc.getSynthesizeMethod(),
            codec.message(request),
            patience)) {
      call.each(event -> each.accept(Answers.read(() -> codec.value(event))));
    }
  }

  /// Opens a call for many maps.
  ///
  /// @param patience for the whole call
  /// @param listener told of everything that becomes of them
  /// @throws FaultException if patience has ended already
  public SynthesisStream synthesizeMany(Patience patience, SynthesisListener listener) {
    return new SynthesisStream(connection, codec, patience, listener);
  }

  @Override
  public List<ModelDescription> models() {
    ListModelsResponse answer = list();
    return Answers.read(() -> answer.getModelsList().stream().map(codec::value).toList());
  }

  /// The classes that maps must be in.
  public ClassCatalog catalog() {
    ListModelsResponse answer = list();
    return Answers.read(() -> connection.raster().value(answer.getCatalog()));
  }

  private ListModelsResponse list() {
    return connection.quick(
        SynthesisServiceGrpc.getListModelsMethod(), ListModelsRequest.getDefaultInstance());
  }
}
