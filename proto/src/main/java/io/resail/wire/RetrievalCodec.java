package io.resail.wire;

import com.google.protobuf.Duration;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.Acknowledgement;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.Masks;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.StatisticsResponse;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Effort;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.Match;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitFilter;
import io.resail.retrieval.UnitStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The question and the answer of the index, as messages and back.
public final class RetrievalCodec {
  private final RasterCodec raster;

  /// A codec that reads grids within the limits of `raster`.
  public RetrievalCodec(RasterCodec raster) {
    this.raster = raster;
  }

  /// A question as a message.
  public RetrieveRequest message(RetrievalRequest request) {
    RetrieveRequest.Builder message =
        RetrieveRequest.newBuilder()
            .setCatalogFingerprint(request.catalogFingerprint().orElse(""))
            .setMatches(request.matches())
            .setFilter(message(request.filter()))
            .setNativePixels(request.nativePixels());
    request.timeAllowed().ifPresent(time -> message.setTimeAllowed(message(time)));
    switch (request.query()) {
      case Query.WholeMap(var map) -> message.setMap(raster.message(map));
      case Query.Masks(var segments) -> {
        Masks.Builder masks = Masks.newBuilder();
        segments.forEach(segment -> masks.addSegments(raster.message(segment)));
        message.setMasks(masks);
      }
    }
    return message.build();
  }

  /// The question of a message.
  public RetrievalRequest value(RetrieveRequest message) {
    Query query =
        switch (message.getQueryCase()) {
          case MAP -> new Query.WholeMap(raster.value(message.getMap()));
          case MASKS ->
              new Query.Masks(
                  message.getMasks().getSegmentsList().stream().map(raster::value).toList());
          case QUERY_NOT_SET ->
              throw new FaultException(
                  Fault.WRONG_INPUT, "query", "request without a query: send a map or masks");
        };
    return new RetrievalRequest(
        query,
        optional(message.getCatalogFingerprint()),
        message.getMatches() == 0 ? RetrievalRequest.DEFAULT_MATCHES : message.getMatches(),
        value(message.getFilter()),
        message.getNativePixels(),
        message.hasTimeAllowed() ? Optional.of(value(message.getTimeAllowed())) : Optional.empty());
  }

  io.resail.proto.v1.UnitFilter message(UnitFilter filter) {
    return io.resail.proto.v1.UnitFilter.newBuilder()
        .addAllExcludedSources(filter.excludedSources())
        .addAllExcludedUnits(filter.excludedUnits())
        .addAllSplits(filter.splits())
        .addAllLicences(filter.licences())
        .addAllTags(filter.tags())
        .setSmallestArea(filter.smallestArea())
        .build();
  }

  UnitFilter value(io.resail.proto.v1.UnitFilter filter) {
    return new UnitFilter(
        Set.copyOf(filter.getExcludedSourcesList()),
        Set.copyOf(filter.getExcludedUnitsList()),
        Set.copyOf(filter.getSplitsList()),
        Set.copyOf(filter.getLicencesList()),
        Set.copyOf(filter.getTagsList()),
        filter.getSmallestArea());
  }

  /// One segment's answer as a message.
  public io.resail.proto.v1.SegmentMatches message(SegmentMatches matches) {
    io.resail.proto.v1.SegmentMatches.Builder message =
        io.resail.proto.v1.SegmentMatches.newBuilder()
            .setIndex(matches.index())
            .setSegment(raster.message(matches.segment()))
            .setEffort(message(matches.effort()));
    switch (matches.answer()) {
      case Answer.Found(var nearestFirst) ->
          message.setFound(
              io.resail.proto.v1.Found.newBuilder().addAllNearestFirst(messages(nearestFirst)));
      case Answer.NoUnitOfClass(int classId) ->
          message.setNoUnitOfClass(
              io.resail.proto.v1.NoUnitOfClass.newBuilder().setClassId(classId));
      case Answer.OutOfTime(var bestSoFar) ->
          message.setOutOfTime(
              io.resail.proto.v1.OutOfTime.newBuilder().addAllBestSoFar(messages(bestSoFar)));
    }
    return message.build();
  }

  /// The segment's answer of a message.
  public SegmentMatches value(io.resail.proto.v1.SegmentMatches message) {
    Answer answer =
        switch (message.getAnswerCase()) {
          case FOUND -> new Answer.Found(values(message.getFound().getNearestFirstList()));
          case NO_UNIT_OF_CLASS ->
              new Answer.NoUnitOfClass(message.getNoUnitOfClass().getClassId());
          case OUT_OF_TIME ->
              new Answer.OutOfTime(values(message.getOutOfTime().getBestSoFarList()));
          case ANSWER_NOT_SET ->
              throw new FaultException(
                  Fault.BROKEN,
                  "segment "
                      + message.getIndex()
                      + " came without an answer: client and server are of different versions");
        };
    return new SegmentMatches(
        message.getIndex(), raster.value(message.getSegment()), answer, value(message.getEffort()));
  }

  private List<io.resail.proto.v1.Match> messages(List<Match> matches) {
    return matches.stream()
        .map(
            match ->
                io.resail.proto.v1.Match.newBuilder()
                    .setUnitId(match.unitId())
                    .setSource(match.source())
                    .setBox(raster.message(match.box()))
                    .setShapeScore(match.shapeScore())
                    .setOtherSize(match.otherSize())
                    .build())
        .toList();
  }

  private List<Match> values(List<io.resail.proto.v1.Match> matches) {
    return matches.stream()
        .map(
            match ->
                new Match(
                    match.getUnitId(),
                    match.getSource(),
                    raster.value(match.getBox()),
                    match.getShapeScore(),
                    match.getOtherSize()))
        .toList();
  }

  private static io.resail.proto.v1.Effort message(Effort effort) {
    return io.resail.proto.v1.Effort.newBuilder()
        .setBlocksSeen(effort.blocksSeen())
        .setBlocksSkipped(effort.blocksSkipped())
        .setDescriptorsRead(effort.descriptorsRead())
        .setMasksCompared(effort.masksCompared())
        .setTook(message(effort.took()))
        .build();
  }

  private static Effort value(io.resail.proto.v1.Effort effort) {
    return new Effort(
        effort.getBlocksSeen(),
        effort.getBlocksSkipped(),
        effort.getDescriptorsRead(),
        effort.getMasksCompared(),
        value(effort.getTook()));
  }

  /// What a whole retrieval saw and cost, as a message.
  public io.resail.proto.v1.RetrievalSummary message(RetrievalSummary summary) {
    return io.resail.proto.v1.RetrievalSummary.newBuilder()
        .setSegments(summary.segments())
        .setGeneration(summary.generation())
        .setEffort(message(summary.effort()))
        .build();
  }

  /// What a whole retrieval saw and cost.
  public RetrievalSummary value(io.resail.proto.v1.RetrievalSummary summary) {
    return new RetrievalSummary(
        summary.getSegments(), summary.getGeneration(), value(summary.getEffort()));
  }

  /// A unit as a message.
  public io.resail.proto.v1.RetrievalUnit message(RetrievalUnit unit) {
    return io.resail.proto.v1.RetrievalUnit.newBuilder()
        .setId(unit.id())
        .setClassId(unit.classId())
        .setSource(unit.source())
        .setSplit(unit.split())
        .setBox(raster.message(unit.box()))
        .setMask(raster.message(unit.mask()))
        .setPixelsPng(raster.png(unit.pixels()))
        .setLicence(unit.licence())
        .addAllTags(unit.tags())
        .build();
  }

  /// The unit of a message.
  public RetrievalUnit value(io.resail.proto.v1.RetrievalUnit message) {
    return new RetrievalUnit(
        message.getId(),
        message.getClassId(),
        message.getSource(),
        message.getSplit(),
        raster.value(message.getBox()),
        raster.value(message.getMask()),
        raster.image("units.pixels_png", message.getPixelsPng()),
        message.getLicence(),
        Set.copyOf(message.getTagsList()));
  }

  /// Counts and sizes as a message.
  public StatisticsResponse message(IndexStatistics statistics) {
    return StatisticsResponse.newBuilder()
        .setGeneration(statistics.generation())
        .setFormatVersion(statistics.formatVersion())
        .setUnits(statistics.units())
        .setSources(statistics.sources())
        .putAllUnitsByClass(statistics.unitsByClass())
        .setSearchBytes(statistics.searchBytes())
        .setPixelBytes(statistics.pixelBytes())
        .build();
  }

  /// Counts and sizes.
  public IndexStatistics value(StatisticsResponse message) {
    return new IndexStatistics(
        message.getGeneration(),
        message.getFormatVersion(),
        message.getUnits(),
        message.getSources(),
        new TreeMap<>(message.getUnitsByClassMap()),
        message.getSearchBytes(),
        message.getPixelBytes());
  }

  /// What a change did, as a message.
  public ChangeResponse message(UnitStore.Change change) {
    return ChangeResponse.newBuilder()
        .setChanged(change.changed())
        .setGeneration(change.generation())
        .build();
  }

  /// What a change did.
  public UnitStore.Change value(ChangeResponse message) {
    return new UnitStore.Change(message.getChanged(), message.getGeneration());
  }

  /// When a change is answered, as a message.
  public Acknowledgement message(UnitStore.Acknowledgement acknowledgement) {
    return switch (acknowledgement) {
      case DURABLE -> Acknowledgement.ACKNOWLEDGEMENT_DURABLE;
      case VISIBLE -> Acknowledgement.ACKNOWLEDGEMENT_VISIBLE;
    };
  }

  /// When a change is answered.
  public UnitStore.Acknowledgement value(Acknowledgement acknowledgement) {
    return switch (acknowledgement) {
      case ACKNOWLEDGEMENT_UNSPECIFIED, ACKNOWLEDGEMENT_DURABLE ->
          UnitStore.Acknowledgement.DURABLE;
      case ACKNOWLEDGEMENT_VISIBLE -> UnitStore.Acknowledgement.VISIBLE;
      case UNRECOGNIZED ->
          throw new FaultException(
              Fault.WRONG_INPUT,
              "acknowledgement",
              "an acknowledgement this version does not know: ask for DURABLE or VISIBLE");
    };
  }

  static Duration message(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
  }

  static java.time.Duration value(Duration time) {
    return java.time.Duration.ofSeconds(time.getSeconds(), time.getNanos());
  }

  static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
