package io.resail.wire;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.Acknowledgement;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.Masks;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.StatisticsResponse;
import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
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
import java.time.Duration;
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
    request.timeAllowed().ifPresent(time -> message.setTimeAllowed(Field.message(time)));
    request.snapshot().ifPresent(message::setSnapshot);
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
    int matches =
        Field.inRange(
            "matches",
            message.getMatches(),
            "matches per segment",
            0,
            RetrievalRequest.MOST_MATCHES);
    long nativePixels =
        Field.inRange("native_pixels", message.getNativePixels(), "pixels", 0, Long.MAX_VALUE);
    Optional<Duration> timeAllowed =
        message.hasTimeAllowed()
            ? Optional.of(Field.time("time_allowed", message.getTimeAllowed()))
            : Optional.empty();
    UnitFilter filter = value(message.getFilter());
    return new RetrievalRequest(
        query(message),
        optional(message.getCatalogFingerprint()),
        matches == 0 ? RetrievalRequest.DEFAULT_MATCHES : matches,
        filter,
        nativePixels,
        timeAllowed,
        optional(message.getSnapshot()));
  }

  private Query query(RetrieveRequest message) {
    return switch (message.getQueryCase()) {
      case MAP -> new Query.WholeMap(raster.value(message.getMap()));
      case MASKS -> {
        List<Segment> segments =
            Field.each("masks.segments", message.getMasks().getSegmentsList(), raster::value);
        yield Field.made("masks.segments", () -> new Query.Masks(segments));
      }
      case QUERY_NOT_SET -> throw Field.wrong("query", "is not set: send a map or masks");
    };
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
        Field.inRange(
            "filter.smallest_area", filter.getSmallestArea(), "pixels", 0, Integer.MAX_VALUE));
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
          case FOUND -> {
            List<Match> matches = values("found", message.getFound().getNearestFirstList());
            yield Field.made("found", () -> new Answer.Found(matches));
          }
          case NO_UNIT_OF_CLASS ->
              new Answer.NoUnitOfClass(message.getNoUnitOfClass().getClassId());
          case OUT_OF_TIME ->
              new Answer.OutOfTime(
                  values("out_of_time", message.getOutOfTime().getBestSoFarList()));
          case ANSWER_NOT_SET ->
              throw new FaultException(
                  Fault.BROKEN,
                  "segment "
                      + message.getIndex()
                      + " came without an answer: client and server are of different versions");
        };
    return new SegmentMatches(
        message.getIndex(),
        raster.value("segment", message.getSegment()),
        answer,
        value(message.getEffort()));
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

  private List<Match> values(String field, List<io.resail.proto.v1.Match> matches) {
    return Field.each(
        field,
        matches,
        (path, match) ->
            new Match(
                match.getUnitId(),
                match.getSource(),
                raster.value(path + ".box", match.getBox()),
                match.getShapeScore(),
                match.getOtherSize()));
  }

  private static io.resail.proto.v1.Effort message(Effort effort) {
    return io.resail.proto.v1.Effort.newBuilder()
        .setBlocksSeen(effort.blocksSeen())
        .setBlocksSkipped(effort.blocksSkipped())
        .setDescriptorsRead(effort.descriptorsRead())
        .setMasksCompared(effort.masksCompared())
        .setTook(Field.message(effort.took()))
        .build();
  }

  private static Effort value(io.resail.proto.v1.Effort effort) {
    return new Effort(
        effort.getBlocksSeen(),
        effort.getBlocksSkipped(),
        effort.getDescriptorsRead(),
        effort.getMasksCompared(),
        Field.time("effort.took", effort.getTook()));
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

  /// The unit of a message from a server.
  public RetrievalUnit value(io.resail.proto.v1.RetrievalUnit message) {
    return value("unit", message);
  }

  /// The units of a message that puts them.
  public List<RetrievalUnit> values(PutUnitsRequest message) {
    return Field.each("units", message.getUnitsList(), this::value);
  }

  private RetrievalUnit value(String field, io.resail.proto.v1.RetrievalUnit message) {
    Box box = raster.value(field + ".box", message.getBox());
    Mask mask = raster.value(field + ".mask", message.getMask());
    RgbImage pixels = raster.image(field + ".pixels_png", message.getPixelsPng(), box);
    return Field.made(
        field,
        () ->
            new RetrievalUnit(
                message.getId(),
                message.getClassId(),
                message.getSource(),
                message.getSplit(),
                box,
                mask,
                pixels,
                message.getLicence(),
                Set.copyOf(message.getTagsList())));
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
          throw Field.wrong(
              "acknowledgement", "is one this version does not know: ask for DURABLE or VISIBLE");
    };
  }

  static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
