package io.resail.client;

import io.resail.fault.Patience;
import io.resail.proto.v1.ListModelsRequest;
import io.resail.proto.v1.ListModelsResponse;
import io.resail.proto.v1.LoadModelRequest;
import io.resail.proto.v1.LoadModelResponse;
import io.resail.proto.v1.ModelServiceGrpc;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.UnloadModelRequest;
import io.resail.proto.v1.UnloadModelResponse;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.ModelControl;
import io.resail.synthesis.PainterStatus;
import io.resail.wire.StatusCodec;
import io.resail.wire.SynthesisCodec;

/// The models of a server. Any thread.
public final class RemoteModels implements ModelControl {
  private final Connection connection;
  private final StatusCodec codec;

  /// The models of the server at the other end.
  public RemoteModels(Connection connection) {
    this.connection = connection;
    this.codec = new StatusCodec(new SynthesisCodec(connection.raster()));
  }

  @Override
  public PainterStatus status() {
    ListModelsResponse answer =
        connection.quick(
            SynthesisServiceGrpc.getListModelsMethod(), ListModelsRequest.getDefaultInstance());
    return Answers.read(() -> codec.value(answer));
  }

  @Override
  public LoadedModel load(String file, Patience patience) {
    LoadModelResponse answer =
        connection.once(
            ModelServiceGrpc.getLoadModelMethod(),
            LoadModelRequest.newBuilder().setFile(file).build(),
            patience);
    return Answers.read(() -> codec.value(answer.getLoaded()));
  }

  @Override
  public void unload(String name, Patience patience) {
    UnloadModelResponse _ =
        connection.once(
            ModelServiceGrpc.getUnloadModelMethod(),
            UnloadModelRequest.newBuilder().setName(name).build(),
            patience);
  }
}
