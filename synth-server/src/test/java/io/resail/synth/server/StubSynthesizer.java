package io.resail.synth.server;

import io.grpc.ManagedChannel;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.ListModelsRequest;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.wire.FaultCodec;
import io.resail.wire.PatienceCodec;
import io.resail.wire.RasterCodec;
import io.resail.wire.SynthesisCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The generated stubs as a synthesizer.
record StubSynthesizer(ManagedChannel channel) implements Synthesizer, AutoCloseable {
  private static final SynthesisCodec CODEC = new SynthesisCodec(RasterCodec.standard());
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long GLANCE_MILLIS = 10;

  @Override
  public void synthesize(
      SynthesisRequest request, Patience patience, Consumer<SynthesisEvent> each) {
    BlockingClientCall<?, SynthesizeEvent> call =
        SynthesisServiceGrpc.newBlockingV2Stub(channel)
            .withDeadline(PatienceCodec.deadline(patience, LONGEST))
            .synthesize(CODEC.message(request));
    try {
      while (true) {
        try {
          SynthesizeEvent event = call.read(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
          if (event == null) {
            return;
          }
          patience.check("the next event");
          each.accept(CODEC.value(event));
        } catch (TimeoutException _) {
          patience.check("the next event");
        }
      }
    } catch (StatusException e) {
      throw FaultCodec.toFault(e);
    } catch (InterruptedException e) {
      throw new FaultException(Fault.CANCELLED, "interrupted", e);
    } finally {
      call.cancel("the caller is done", null);
    }
  }

  @Override
  public List<ModelDescription> models() {
    try {
      return SynthesisServiceGrpc.newBlockingV2Stub(channel)
          .listModels(ListModelsRequest.getDefaultInstance())
          .getModelsList()
          .stream()
          .map(CODEC::value)
          .toList();
    } catch (StatusException e) {
      throw FaultCodec.toFault(e);
    } catch (StatusRuntimeException e) {
      throw FaultCodec.toFault(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
