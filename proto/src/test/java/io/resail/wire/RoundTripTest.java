package io.resail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.Failure;
import io.resail.proto.v1.LabelMap;
import io.resail.proto.v1.ListModelsResponse;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitStore;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.PainterStatus;
import io.resail.synthesis.Provenance;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.testing.LabelMaps;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is encoded, sent as bytes and decoded is the same value.
@ExtendWith(Seeds.class)
class RoundTripTest {
  private final RasterCodec raster = RasterCodec.standard();
  private final RetrievalCodec retrieval = new RetrievalCodec(raster);
  private final SynthesisCodec synthesis = new SynthesisCodec(raster);

  /// As it arrives at the other end.
  private static <M extends MessageLite> M sent(M message) {
    try {
      @SuppressWarnings("unchecked") // A message's parser makes messages of its class.
      Parser<M> parser = (Parser<M>) message.getParserForType();
      return parser.parseFrom(message.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("a message that we wrote ourselves", e);
    }
  }

  @RepeatedTest(20)
  void catalogs(SplittableRandom random) {
    ClassCatalog catalog = new AnyValue(random).catalog();

    ClassCatalog back = raster.value(sent(raster.message(catalog)));

    assertThat(back).isEqualTo(catalog);
    assertThat(back.classes()).isEqualTo(catalog.classes());
    assertThat(back.categories()).isEqualTo(catalog.categories());
    assertThat(back.ignoredLabels()).isEqualTo(catalog.ignoredLabels());
    assertThat(back.instanceRule()).isEqualTo(catalog.instanceRule());
  }

  @Test
  void aCatalogThatIsNotTheOneItsFingerprintNamesIsRefused() {
    ClassCatalog catalog = new AnyValue(new SplittableRandom(1)).catalog();
    var forged = raster.message(catalog).toBuilder().setName("another").build();

    assertThatThrownBy(() -> raster.value(forged))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessageContaining(catalog.fingerprint());
  }

  @RepeatedTest(30)
  void labelMaps(SplittableRandom random) {
    var map = LabelMaps.any(random, new AnyValue(random).catalog());

    LabelMap message = sent(raster.message(map));

    assertThat(raster.value(message)).isEqualTo(map);
  }

  @Test
  void labelMapsOfLargeValues() {
    int[] labels = {0, 255, 256, 65_535, 65_536, io.resail.raster.LabelMap.LARGEST_VALUE};
    for (int size = 1; size <= labels.length; size++) {
      var map =
          io.resail.raster.LabelMap.of(size, 1, Arrays.copyOf(labels, size))
              .withInstances(Arrays.copyOf(labels, size));

      assertThat(raster.value(sent(raster.message(map)))).isEqualTo(map);
    }
  }

  @RepeatedTest(30)
  void questions(SplittableRandom random) {
    RetrievalRequest question = new AnyValue(random).question();

    RetrieveRequest message = sent(retrieval.message(question));

    assertThat(retrieval.value(message)).isEqualTo(question);
  }

  @Test
  void aQuestionThatSaysNothingMoreMeansTheDefaults() {
    RetrievalRequest plain = new AnyValue(new SplittableRandom(3)).question();
    RetrieveRequest bare =
        retrieval.message(RetrievalRequest.of(plain.query())).toBuilder()
            .clearMatches()
            .clearFilter()
            .build();

    assertThat(retrieval.value(bare)).isEqualTo(RetrievalRequest.of(plain.query()));
  }

  @RepeatedTest(30)
  void answers(SplittableRandom random) {
    SegmentMatches answer = new AnyValue(random).answer();

    assertThat(retrieval.value(sent(retrieval.message(answer)))).isEqualTo(answer);
  }

  @RepeatedTest(20)
  void summariesAndStatistics(SplittableRandom random) {
    RetrievalSummary summary = new AnyValue(random).summary();
    IndexStatistics statistics = new AnyValue(random).statistics();

    assertThat(retrieval.value(sent(retrieval.message(summary)))).isEqualTo(summary);
    assertThat(retrieval.value(sent(retrieval.message(statistics)))).isEqualTo(statistics);
  }

  @RepeatedTest(20)
  void units(SplittableRandom random) {
    AnyValue any = new AnyValue(random);
    List<RetrievalUnit> units = List.of(any.unit(), any.unit());
    PutUnitsRequest.Builder put = PutUnitsRequest.newBuilder();
    units.forEach(unit -> put.addUnits(retrieval.message(unit)));

    assertThat(retrieval.values(sent(put.build()))).isEqualTo(units);
    assertThat(retrieval.value(sent(retrieval.message(units.getFirst()))))
        .isEqualTo(units.getFirst());
  }

  @Test
  void changes() {
    UnitStore.Change change = new UnitStore.Change(7, 1L << 40);

    assertThat(retrieval.value(sent(retrieval.message(change)))).isEqualTo(change);
    for (var acknowledgement : UnitStore.Acknowledgement.values()) {
      assertThat(retrieval.value(retrieval.message(acknowledgement))).isEqualTo(acknowledgement);
    }
  }

  @RepeatedTest(30)
  void requests(SplittableRandom random) {
    SynthesisRequest request = new AnyValue(random).request();

    SynthesizeRequest message = sent(synthesis.message(request));

    assertThat(synthesis.value(message)).isEqualTo(request);
  }

  @Test
  void aRequestThatSaysNothingMoreMeansTheDefaults() {
    var map = new AnyValue(new SplittableRandom(3)).request().map();
    SynthesizeRequest bare = SynthesizeRequest.newBuilder().setMap(raster.message(map)).build();

    assertThat(synthesis.value(bare)).isEqualTo(SynthesisRequest.of(map));
  }

  @RepeatedTest(50)
  void events(SplittableRandom random) {
    SynthesisEvent event = new AnyValue(random).event("my request");

    SynthesizeEvent message = sent(synthesis.message("my request", event));

    assertThat(message.getRequestId()).isEqualTo("my request");
    assertThat(synthesis.value(message)).isEqualTo(event);
  }

  @Test
  void aFailureOfOneOfManyRequests() {
    for (Fault fault : Fault.values()) {
      FaultException failure = new FaultException(fault, "the subject", "the message");

      SynthesizeEvent event = sent(synthesis.failure("r", failure));

      assertThatThrownBy(() -> synthesis.value(event))
          .isInstanceOfSatisfying(
              FaultException.class,
              e -> {
                assertThat(e.fault()).isEqualTo(fault);
                assertThat(e.subject()).contains("the subject");
                assertThat(e).hasMessage("the message");
              });
    }
  }

  @Test
  void aFailureOfANewerServerIsWhatItsCodeSays() {
    Failure newer =
        Failure.newBuilder().setCode(8).setReason("OUT_OF_PAINT").setMessage("later").build();

    assertThat(synthesis.failure(newer).fault()).isEqualTo(Fault.BUSY);
  }

  @Test
  void moreSegmentsThanAProvenanceCanTellOfAreTheMapsFault() {
    Provenance many = new Provenance(1, 1, new int[] {65_535}, List.of());
    var black = io.resail.raster.RgbImage.black(1, 1);

    assertThatThrownBy(
            () -> synthesis.message("r", new SynthesisEvent.GuidanceReady(0, black, many)))
        .isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.subject()).contains("map"));
  }

  @RepeatedTest(20)
  void models(SplittableRandom random) {
    ModelDescription model = new AnyValue(random).model();

    assertThat(synthesis.value(sent(synthesis.message(model)))).isEqualTo(model);
  }

  @RepeatedTest(20)
  void loadedModelsDevicesAndFiles(SplittableRandom random) {
    PainterStatus status = new AnyValue(random).status();
    StatusCodec codec = new StatusCodec(synthesis);
    ListModelsResponse.Builder message = ListModelsResponse.newBuilder();

    codec.fill(message, status);

    assertThat(codec.value(sent(message.build()))).isEqualTo(status);
  }

  @Test
  void aServerThatTellsNothingOfItsModelsHasNone() {
    assertThat(new StatusCodec(synthesis).value(ListModelsResponse.getDefaultInstance()))
        .isEqualTo(PainterStatus.NONE);
  }
}
