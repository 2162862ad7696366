package io.resail.synth.server;

import io.grpc.stub.StreamObserver;
import io.resail.calls.CallLog;
import io.resail.calls.Calls;
import io.resail.calls.Reply;
import io.resail.fault.FaultException;
import io.resail.proto.v1.ListModelsRequest;
import io.resail.proto.v1.ListModelsResponse;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.ClassCatalog;
import io.resail.synthesis.ModelControl;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.wire.FaultCodec;
import io.resail.wire.RasterCodec;
import io.resail.wire.StatusCodec;
import io.resail.wire.SynthesisCodec;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Decodes, calls, encodes.
final class SynthesisService extends SynthesisServiceGrpc.SynthesisServiceImplBase {
  private final Synthesizer synthesizer;
  private final Supplier<ClassCatalog> catalog;
  private final Optional<ModelControl> control;
  private final Calls calls;
  private final CallLog log;
  private final RasterCodec raster;
  private final SynthesisCodec codec;
  private final StatusCodec status;

  /// A service.
  ///
  /// @param catalog the classes that maps are in
  /// @param control tells what the models take; empty if nobody knows
  /// @param raster with the limits of what is read
  SynthesisService(
      Synthesizer synthesizer,
      Supplier<ClassCatalog> catalog,
      Optional<ModelControl> control,
      Calls calls,
      CallLog log,
      RasterCodec raster) {
    this.synthesizer = synthesizer;
    this.catalog = catalog;
    this.control = control;
    this.calls = calls;
    this.log = log;
    this.raster = raster;
    this.codec = new SynthesisCodec(raster);
    this.status = new StatusCodec(codec);
  }

  @Override
  public void synthesize(SynthesizeRequest request, StreamObserver<SynthesizeEvent> observer) {
    String id = id(request);
    calls.answer(id, observer, reply -> work(id, request, reply));
  }

  @Override
  public StreamObserver<SynthesizeRequest> synthesizeMany(
      StreamObserver<SynthesizeEvent> observer) {
    return calls.answerEach(observer, this::answerOne);
  }

  /// Answers one of many: its failure is an event, and the call goes on if that can be sent.
  private void answerOne(SynthesizeRequest request, Reply<SynthesizeEvent> reply) {
    String id = id(request);
    try {
      work(id, request, reply);
    } catch (RuntimeException | Error e) {
      reply.patience().check("the failure of request " + id + " was told");
      FaultException failure = FaultCodec.fault(e);
      log.failed(id, "SynthesizeMany", failure);
      reply.send(codec.failure(id, failure));
    }
  }

  private void work(String id, SynthesizeRequest request, Reply<SynthesizeEvent> reply) {
    SynthesizeRequest named =
        request.getRequestId().isEmpty() ? request.toBuilder().setRequestId(id).build() : request;
    synthesizer.synthesize(
        codec.value(named), reply.patience(), event -> reply.send(codec.message(id, event)));
  }

  /// What the log calls a request: its own name, unless it has none or no acceptable one.
  private static String id(SynthesizeRequest request) {
    String own = request.getRequestId();
    return own.isEmpty() || own.length() > SynthesisRequest.LONGEST_ID
        ? UUID.randomUUID().toString()
        : own;
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    calls.answer(
        observer,
        reply -> {
          ListModelsResponse.Builder models =
              ListModelsResponse.newBuilder().setCatalog(raster.message(catalog.get()));
          synthesizer.models().forEach(model -> models.addModels(codec.message(model)));
          control.ifPresent(each -> status.fill(models, each.status()));
          reply.send(models.build());
        });
  }
}
