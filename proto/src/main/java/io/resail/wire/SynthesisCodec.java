package io.resail.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.Failure;
import io.resail.proto.v1.SynthesisSummary;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.proto.v1.UnitUse;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import io.resail.retrieval.UnitFilter;
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
  private static final int LARGEST_OWNER = 0xffff;

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
    Field.inRange(
        "request_id",
        message.getRequestId().length(),
        "characters",
        0,
        SynthesisRequest.LONGEST_ID);
    Field.inRange(
        "variants", message.getVariantsCount(), "variants", 0, SynthesisRequest.MOST_VARIANTS);
    List<Choice> variants =
        message.getVariantsCount() == 0
            ? List.of(new Choice.Rank(0))
            : Field.each("variants", message.getVariantsList(), SynthesisCodec::value);
    Optional<OutputSize> size =
        message.hasSize() ? Optional.of(value("size", message.getSize())) : Optional.empty();
    long nativePixels =
        Field.inRange("native_pixels", message.getNativePixels(), "pixels", 0, Long.MAX_VALUE);
    UnitFilter filter = retrieval.value(message.getFilter());
    return new SynthesisRequest(
        message.getRequestId(),
        raster.value(message.getMap()),
        RetrievalCodec.optional(message.getCatalogFingerprint()),
        message.getModel(),
        size,
        variants,
        message.getGuidancePng().isEmpty()
            ? Optional.empty()
            : Optional.of(raster.image("guidance_png", message.getGuidancePng())),
        message.getGuidanceOnly(),
        filter,
        nativePixels);
  }

  private static io.resail.proto.v1.Choice message(Choice choice) {
    return switch (choice) {
      case Choice.Rank(int rank) -> io.resail.proto.v1.Choice.newBuilder().setRank(rank).build();
      case Choice.Coherent(int first) ->
          io.resail.proto.v1.Choice.newBuilder().setCoherent(first).build();
      case Choice.Seed(long seed) -> io.resail.proto.v1.Choice.newBuilder().setSeed(seed).build();
    };
  }

  private static Choice value(String field, io.resail.proto.v1.Choice choice) {
    return switch (choice.getChoiceCase()) {
      case RANK, CHOICE_NOT_SET ->
          Field.made(field + ".rank", () -> new Choice.Rank(choice.getRank()));
      case COHERENT ->
          Field.made(field + ".coherent", () -> new Choice.Coherent(choice.getCoherent()));
      case SEED -> new Choice.Seed(choice.getSeed());
    };
  }

  static io.resail.proto.v1.OutputSize message(OutputSize size) {
    return io.resail.proto.v1.OutputSize.newBuilder()
        .setWidth(size.width())
        .setHeight(size.height())
        .build();
  }

  static OutputSize value(String field, io.resail.proto.v1.OutputSize size) {
    return Field.made(field, () -> new OutputSize(size.getWidth(), size.getHeight()));
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
              value("accepted.size", message.getAccepted().getSize()),
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
      case FAILURE -> throw failure(message.getFailure());
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
            Failure.newBuilder()
                .setCode(FaultCodec.code(failure.fault()).value())
                .setMessage(String.valueOf(failure.getMessage()))
                .setReason(failure.fault().name())
                .setSubject(failure.subject().orElse("")))
        .build();
  }

  /// The failure of one of many requests.
  public FaultException failure(Failure message) {
    return new FaultException(
        FaultCodec.fault(message.getReason(), Status.fromCodeValue(message.getCode()).getCode()),
        message.getSubject(),
        message.getMessage());
  }

  private io.resail.proto.v1.Provenance message(Provenance provenance) {
    int[] owners = provenance.toSegments();
    for (int i = 0; i < owners.length; i++) {
      owners[i]++;
      if (owners[i] > LARGEST_OWNER) {
        throw Field.wrong(
            "map",
            "is cut into more than "
                + LARGEST_OWNER
                + " segments: send a map with fewer, or without its noise");
      }
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
    Samples owners =
        raster.samples("guidance.provenance.owner_png", message.getOwnerPng().toByteArray());
    int[] segments = owners.channel(0);
    for (int i = 0; i < segments.length; i++) {
      segments[i]--;
    }
    List<Provenance.Use> uses =
        Field.each("guidance.provenance.uses", message.getUsesList(), this::value);
    return new Provenance(owners.width(), owners.height(), segments, uses);
  }

  private Provenance.Use value(String field, UnitUse use) {
    return new Provenance.Use(
        use.getSegment(),
        use.getUnitId(),
        use.getSource(),
        use.getScore(),
        use.getRank(),
        raster.value(field + ".unit_box", use.getUnitBox()),
        raster.value(field + ".placed_box", use.getPlacedBox()));
  }

  private static io.resail.proto.v1.Timings message(Timings timings) {
    return io.resail.proto.v1.Timings.newBuilder()
        .setRetrieve(Field.message(timings.retrieve()))
        .setFetch(Field.message(timings.fetch()))
        .setAssemble(Field.message(timings.assemble()))
        .setQueue(Field.message(timings.queue()))
        .setPaint(Field.message(timings.paint()))
        .setTotal(Field.message(timings.total()))
        .build();
  }

  private static Timings value(io.resail.proto.v1.Timings timings) {
    return new Timings(
        Field.time("timings.retrieve", timings.getRetrieve()),
        Field.time("timings.fetch", timings.getFetch()),
        Field.time("timings.assemble", timings.getAssemble()),
        Field.time("timings.queue", timings.getQueue()),
        Field.time("timings.paint", timings.getPaint()),
        Field.time("timings.total", timings.getTotal()));
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
        Field.each("receipt.variants", receipt.getVariantsList(), SynthesisCodec::value),
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
        .setGuidance(model.guidance())
        .setLight(model.light())
        .setTrained(model.trained())
        .build();
  }

  /// The model of a message.
  public ModelDescription value(io.resail.proto.v1.ModelDescription message) {
    return new ModelDescription(
        message.getName(),
        message.getNormalization(),
        value("models.size", message.getSize()),
        message.getStride(),
        message.getChannels(),
        message.getCatalogFingerprint(),
        message.getWeightsHash(),
        message.getGuidance(),
        message.getLight(),
        message.getTrained());
  }
}
