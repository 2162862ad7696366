package io.resail.synth.server;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.ListModelsRequest;
import io.resail.proto.v1.ListModelsResponse;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.ClassCatalog;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.wire.FaultCodec;
import io.resail.wire.PatienceCodec;
import io.resail.wire.RasterCodec;
import io.resail.wire.SynthesisCodec;
import java.util.UUID;
import java.util.function.Supplier;

/// Decodes, calls, encodes. Each request is worked on by a virtual thread of its own.
final class SynthesisService extends SynthesisServiceGrpc.SynthesisServiceImplBase {
  private final Synthesizer synthesizer;
  private final Supplier<ClassCatalog> catalog;
  private final RasterCodec raster;
  private final SynthesisCodec codec;
  private final RequestLog log;

  /// A service.
  ///
  /// @param catalog the classes that maps are in
  /// @param raster with the limits of what is read
  SynthesisService(
      Synthesizer synthesizer, Supplier<ClassCatalog> catalog, RasterCodec raster, RequestLog log) {
    this.synthesizer = synthesizer;
    this.catalog = catalog;
    this.raster = raster;
    this.codec = new SynthesisCodec(raster);
    this.log = log;
  }

  @Override
  public void synthesize(SynthesizeRequest request, StreamObserver<SynthesizeEvent> observer) {
    PacedReply<SynthesizeEvent> reply = new PacedReply<>(observer);
    Context call = Context.current();
    Patience patience = PatienceCodec.value(call);
    Thread.startVirtualThread(call.wrap(() -> answer(request, reply, patience)));
  }

  private void answer(
      SynthesizeRequest request, PacedReply<SynthesizeEvent> reply, Patience patience) {
    String id = id(request);
    try {
      work(id, request, reply, patience);
      reply.complete();
    } catch (RuntimeException | Error e) {
      // Whatever it was, this call ends with it and the server goes on.
      reply.fail(FaultCodec.toStatus(id, logged(id, e)));
    }
  }

  @Override
  public StreamObserver<SynthesizeRequest> synthesizeMany(
      StreamObserver<SynthesizeEvent> observer) {
    ((ServerCallStreamObserver<SynthesizeEvent>) observer).disableAutoRequest();
    PacedReply<SynthesizeEvent> reply = new PacedReply<>(observer);
    Context call = Context.current();
    Patience patience = PatienceCodec.value(call);
    return new RequestStream<>(reply, request -> answerOne(call, request, reply, patience));
  }

  /// Answers one of many; false if the call has ended with it.
  private boolean answerOne(
      Context call,
      SynthesizeRequest request,
      PacedReply<SynthesizeEvent> reply,
      Patience patience) {
    String id = id(request);
    Context before = call.attach();
    try {
      work(id, request, reply, patience);
    } catch (RuntimeException | Error e) {
      FaultException failure = logged(id, e);
      try {
        reply.send(codec.failure(id, failure), patience);
      } catch (RuntimeException gone) {
        reply.fail(FaultCodec.toStatus(id, gone));
        return false;
      }
    } finally {
      call.detach(before);
    }
    return true;
  }

  private void work(
      String id, SynthesizeRequest request, PacedReply<SynthesizeEvent> reply, Patience patience) {
    SynthesizeRequest named =
        request.getRequestId().isEmpty() ? request.toBuilder().setRequestId(id).build() : request;
    synthesizer.synthesize(
        codec.value(named), patience, event -> reply.send(codec.message(id, event), patience));
  }

  /// What the log calls a request: its own name, unless it has none or no acceptable one.
  private static String id(SynthesizeRequest request) {
    String own = request.getRequestId();
    return own.isEmpty() || own.length() > SynthesisRequest.LONGEST_ID
        ? UUID.randomUUID().toString()
        : own;
  }

  private FaultException logged(String id, Throwable failure) {
    FaultException fault = FaultCodec.fault(failure);
    log.failed(id, fault);
    return fault;
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    try {
      ListModelsResponse.Builder models =
          ListModelsResponse.newBuilder().setCatalog(raster.message(catalog.get()));
      synthesizer.models().forEach(model -> models.addModels(codec.message(model)));
      observer.onNext(models.build());
      observer.onCompleted();
    } catch (RuntimeException e) {
      observer.onError(FaultCodec.toStatus(logged("list-models", e)));
    }
  }
}
