package io.resail.synth.server;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.resail.calls.Calls;
import io.resail.proto.v1.LoadModelRequest;
import io.resail.proto.v1.LoadModelResponse;
import io.resail.proto.v1.ModelServiceGrpc;
import io.resail.proto.v1.UnloadModelRequest;
import io.resail.proto.v1.UnloadModelResponse;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.ModelControl;
import io.resail.wire.StatusCodec;

/// Changes of the models: decodes, calls, encodes, and keeps the health of each model true.
final class ModelService extends ModelServiceGrpc.ModelServiceImplBase {
  private final ModelControl control;
  private final Calls calls;
  private final HealthStatusManager health;
  private final StatusCodec codec;

  ModelService(ModelControl control, Calls calls, HealthStatusManager health, StatusCodec codec) {
    this.control = control;
    this.calls = calls;
    this.health = health;
    this.codec = codec;
  }

  /// The health entry of a model.
  static String entry(String name) {
    return "model/" + name;
  }

  @Override
  public void loadModel(LoadModelRequest request, StreamObserver<LoadModelResponse> observer) {
    calls.answer(
        observer,
        reply -> {
          LoadedModel loaded = control.load(request.getFile(), reply.patience());
          health.setStatus(entry(loaded.model().name()), ServingStatus.SERVING);
          reply.send(LoadModelResponse.newBuilder().setLoaded(codec.message(loaded)).build());
        });
  }

  @Override
  public void unloadModel(
      UnloadModelRequest request, StreamObserver<UnloadModelResponse> observer) {
    calls.answer(
        observer,
        reply -> {
          try {
            control.unload(request.getName(), reply.patience());
          } finally {
            // A caller who does not wait for the end has had it unloaded all the same.
            clearUnlessLoaded(request.getName());
          }
          reply.send(UnloadModelResponse.getDefaultInstance());
        });
  }

  private void clearUnlessLoaded(String name) {
    if (control.status().models().stream().noneMatch(each -> each.model().name().equals(name))) {
      health.clearStatus(entry(name));
    }
  }
}
