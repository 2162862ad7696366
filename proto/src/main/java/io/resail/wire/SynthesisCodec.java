package io.resail.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.SynthesisSummary;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.proto.v1.UnitUse;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import io.resail.synthesis.Choice;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import io.resail.synthesis.Receipt;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Timings;
import java.util.List;
import java.util.Optional;

/// The question and the answer of the painter, as messages and back.
public final class SynthesisCodec {
  private final RasterCodec raster;
  private final RetrievalCodec retrieval;

  /// A codec that reads grids within the limits of `raster`.
  public SynthesisCodec(RasterCodec raster) {
    this.raster = raster;
    this.retrieval = new RetrievalCodec(raster);
  }

  /// A request as a message.
  public SynthesizeRequest message(SynthesisRequest request) {
    SynthesizeRequest.Builder message =
        SynthesizeRequest.newBuilder()
            .setRequestId(request.requestId())
            .setMap(raster.message(request.map()))
            .setCatalogFingerprint(request.catalogFingerprint().orElse(""))
            .setModel(request.model())
            .addAllVariants(request.variants().stream().map(SynthesisCodec::message).toList())
            .setGuidanceOnly(request.guidanceOnly())
            .setFilter(retrieval.message(request.filter()))
            .setNativePixels(request.nativePixels());
    request.size().ifPresent(size -> message.setSize(message(size)));
    request.guidance().ifPresent(image -> message.setGuidancePng(raster.png(image)));
    return message.build();
  }

  /// The request of a message.
  public SynthesisRequest value(SynthesizeRequest message) {
    return new SynthesisRequest(
        message.getRequestId(),
        raster.value(message.getMap()),
        RetrievalCodec.optional(message.getCatalogFingerprint()),
        message.getModel(),
        message.hasSize() ? Optional.of(value(message.getSize())) : Optional.empty(),
        message.getVariantsCount() == 0
            ? List.of(new Choice.Rank(0))
            : message.getVariantsList().stream().map(SynthesisCodec::value).toList(),
        message.getGuidancePng().isEmpty()
            ? Optional.empty()
            : Optional.of(raster.image("guidance_png", message.getGuidancePng())),
        message.getGuidanceOnly(),
        retrieval.value(message.getFilter()),
        message.getNativePixels());
  }

  private static io.resail.proto.v1.Choice message(Choice choice) {
    return switch (choice) {
      case Choice.Rank(int rank) -> io.resail.proto.v1.Choice.newBuilder().setRank(rank).build();
      case Choice.Seed(long seed) -> io.resail.proto.v1.Choice.newBuilder().setSeed(seed).build();
    };
  }

  private static Choice value(io.resail.proto.v1.Choice choice) {
    return switch (choice.getChoiceCase()) {
      case RANK, CHOICE_NOT_SET -> new Choice.Rank(choice.getRank());
      case SEED -> new Choice.Seed(choice.getSeed());
    };
  }

  private static io.resail.proto.v1.OutputSize message(OutputSize size) {
    return io.resail.proto.v1.OutputSize.newBuilder()
        .setWidth(size.width())
        .setHeight(size.height())
        .build();
  }

  private static OutputSize value(io.resail.proto.v1.OutputSize size) {
    return new OutputSize(size.getWidth(), size.getHeight());
  }

  /// An event of the named request as a message.
  public SynthesizeEvent message(String requestId, SynthesisEvent event) {
    SynthesizeEvent.Builder message = SynthesizeEvent.newBuilder().setRequestId(requestId);
    switch (event) {
      case SynthesisEvent.Accepted accepted ->
          message.setAccepted(
              io.resail.proto.v1.Accepted.newBuilder()
                  .setModel(accepted.model())
                  .setSize(message(accepted.size()))
                  .setVariants(accepted.variants()));
      case SynthesisEvent.Hits(var matches) -> message.setHits(retrieval.message(matches));
      case SynthesisEvent.GuidanceReady(int variant, var guidance, var provenance) ->
          message.setGuidance(
              io.resail.proto.v1.GuidanceReady.newBuilder()
                  .setVariant(variant)
                  .setPng(raster.png(guidance))
                  .setProvenance(message(provenance)));
      case SynthesisEvent.ImageReady(int variant, var image) ->
          message.setImage(
              io.resail.proto.v1.ImageReady.newBuilder()
                  .setVariant(variant)
                  .setPng(raster.png(image)));
      case SynthesisEvent.Summary(var timings, var receipt) ->
          message.setSummary(
              SynthesisSummary.newBuilder()
                  .setTimings(message(timings))
                  .setReceipt(message(receipt)));
    }
    return message.build();
  }

  /// The event of a message.
  ///
  /// @throws FaultException the failure, if that is what the message carries
  public SynthesisEvent value(SynthesizeEvent message) {
    return switch (message.getEventCase()) {
      case ACCEPTED ->
          new SynthesisEvent.Accepted(
              message.getRequestId(),
              message.getAccepted().getModel(),
              value(message.getAccepted().getSize()),
              message.getAccepted().getVariants());
      case HITS -> new SynthesisEvent.Hits(retrieval.value(message.getHits()));
      case GUIDANCE -> {
        io.resail.proto.v1.GuidanceReady guidance = message.getGuidance();
        RgbImage image = raster.image("guidance.png", guidance.getPng());
        yield new SynthesisEvent.GuidanceReady(
            guidance.getVariant(), image, value(guidance.getProvenance()));
      }
      case IMAGE ->
          new SynthesisEvent.ImageReady(
              message.getImage().getVariant(),
              raster.image("image.png", message.getImage().getPng()));
      case SUMMARY ->
          new SynthesisEvent.Summary(
              value(message.getSummary().getTimings()),
              value(message.getRequestId(), message.getSummary().getReceipt()));
      case FAILURE ->
          throw new FaultException(
              Fault.valueOf(message.getFailure().getReason()), message.getFailure().getMessage());
      case EVENT_NOT_SET ->
          throw new FaultException(
              Fault.BROKEN,
              "an event this version does not know: client and server are of different versions");
    };
  }

  /// A failure of one of many requests as an event.
  public SynthesizeEvent failure(String requestId, FaultException failure) {
    return SynthesizeEvent.newBuilder()
        .setRequestId(requestId)
        .setFailure(
            io.resail.proto.v1.Failure.newBuilder()
                .setCode(FaultCodec.code(failure.fault()).value())
                .setMessage(String.valueOf(failure.getMessage()))
                .setReason(failure.fault().name()))
        .build();
  }

  private io.resail.proto.v1.Provenance message(Provenance provenance) {
    int[] owners = provenance.toSegments();
    for (int i = 0; i < owners.length; i++) {
      owners[i]++;
    }
    io.resail.proto.v1.Provenance.Builder message =
        io.resail.proto.v1.Provenance.newBuilder()
            .setOwnerPng(
                UnsafeByteOperations.unsafeWrap(
                    Png.writeGrey(provenance.width(), provenance.height(), owners)));
    for (Provenance.Use use : provenance.uses()) {
      message.addUses(
          UnitUse.newBuilder()
              .setSegment(use.segment())
              .setUnitId(use.unitId())
              .setSource(use.source())
              .setScore(use.score())
              .setRank(use.rank())
              .setUnitBox(raster.message(use.unitBox()))
              .setPlacedBox(raster.message(use.placedBox())));
    }
    return message.build();
  }

  private Provenance value(io.resail.proto.v1.Provenance message) {
    Samples owners = Png.readSamples(message.getOwnerPng().toByteArray(), Png.MOST_PIXELS);
    int[] segments = owners.channel(0);
    for (int i = 0; i < segments.length; i++) {
      segments[i]--;
    }
    return new Provenance(
        owners.width(),
        owners.height(),
        segments,
        message.getUsesList().stream()
            .map(
                use ->
                    new Provenance.Use(
                        use.getSegment(),
                        use.getUnitId(),
                        use.getSource(),
                        use.getScore(),
                        use.getRank(),
                        raster.value(use.getUnitBox()),
                        raster.value(use.getPlacedBox())))
            .toList());
  }

  private static io.resail.proto.v1.Timings message(Timings timings) {
    return io.resail.proto.v1.Timings.newBuilder()
        .setRetrieve(RetrievalCodec.message(timings.retrieve()))
        .setFetch(RetrievalCodec.message(timings.fetch()))
        .setAssemble(RetrievalCodec.message(timings.assemble()))
        .setQueue(RetrievalCodec.message(timings.queue()))
        .setPaint(RetrievalCodec.message(timings.paint()))
        .setTotal(RetrievalCodec.message(timings.total()))
        .build();
  }

  private static Timings value(io.resail.proto.v1.Timings timings) {
    return new Timings(
        RetrievalCodec.value(timings.getRetrieve()),
        RetrievalCodec.value(timings.getFetch()),
        RetrievalCodec.value(timings.getAssemble()),
        RetrievalCodec.value(timings.getQueue()),
        RetrievalCodec.value(timings.getPaint()),
        RetrievalCodec.value(timings.getTotal()));
  }

  private static io.resail.proto.v1.Receipt message(Receipt receipt) {
    return io.resail.proto.v1.Receipt.newBuilder()
        .setModel(receipt.model())
        .setWeightsHash(receipt.weightsHash())
        .setCatalogFingerprint(receipt.catalogFingerprint())
        .setIndexGeneration(receipt.indexGeneration())
        .addAllVariants(receipt.variants().stream().map(SynthesisCodec::message).toList())
        .setDevice(receipt.device())
        .setSoftware(receipt.software())
        .build();
  }

  private static Receipt value(String requestId, io.resail.proto.v1.Receipt receipt) {
    return new Receipt(
        requestId,
        receipt.getModel(),
        receipt.getWeightsHash(),
        receipt.getCatalogFingerprint(),
        receipt.getIndexGeneration(),
        receipt.getVariantsList().stream().map(SynthesisCodec::value).toList(),
        receipt.getDevice(),
        receipt.getSoftware());
  }

  /// A model as a message.
  public io.resail.proto.v1.ModelDescription message(ModelDescription model) {
    return io.resail.proto.v1.ModelDescription.newBuilder()
        .setName(model.name())
        .setNormalization(model.normalization())
        .setSize(message(model.size()))
        .setStride(model.stride())
        .setChannels(model.channels())
        .setCatalogFingerprint(model.catalogFingerprint())
        .setWeightsHash(model.weightsHash())
        .setTrained(model.trained())
        .build();
  }

  /// The model of a message.
  public ModelDescription value(io.resail.proto.v1.ModelDescription message) {
    return new ModelDescription(
        message.getName(),
        message.getNormalization(),
        value(message.getSize()),
        message.getStride(),
        message.getChannels(),
        message.getCatalogFingerprint(),
        message.getWeightsHash(),
        message.getTrained());
  }
}
