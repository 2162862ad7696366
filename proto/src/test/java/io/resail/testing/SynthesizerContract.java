package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Patience;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.retrieval.Match;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitFilter;
import io.resail.synthesis.Choice;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import io.resail.synthesis.SynthesisEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every synthesizer does with requests that keep the rules, embedded or remote.
@Timeout(120)
public abstract class SynthesizerContract extends SynthesizerFixture {
  @RepeatedTest(3)
  void tellsOfEachStepInOrder(SplittableRandom random) {
    Ask ask =
        Ask.to(map(random))
            .variants(List.of(new Choice.Rank(0), new Choice.Rank(2), new Choice.Seed(5)));

    List<SynthesisEvent> events = events(ask);

    int hits = of(SynthesisEvent.Hits.class, events).size();
    List<Class<?>> expected = new ArrayList<>(List.of(SynthesisEvent.Accepted.class));
    for (int i = 0; i < hits; i++) {
      expected.add(SynthesisEvent.Hits.class);
    }
    expected.addAll(
        List.of(
            SynthesisEvent.GuidanceReady.class,
            SynthesisEvent.GuidanceReady.class,
            SynthesisEvent.GuidanceReady.class,
            SynthesisEvent.ImageReady.class,
            SynthesisEvent.ImageReady.class,
            SynthesisEvent.ImageReady.class,
            SynthesisEvent.Summary.class));
    assertThat(events.stream().<Class<?>>map(Object::getClass).toList()).isEqualTo(expected);
    assertThat(of(SynthesisEvent.Hits.class, events))
        .extracting(hit -> hit.matches().index())
        .isEqualTo(upTo(hits));
    assertThat(of(SynthesisEvent.GuidanceReady.class, events))
        .extracting(SynthesisEvent.GuidanceReady::variant)
        .isEqualTo(upTo(3));
    assertThat(of(SynthesisEvent.ImageReady.class, events))
        .extracting(SynthesisEvent.ImageReady::variant)
        .isEqualTo(upTo(3));
    assertThat(of(SynthesisEvent.ImageReady.class, events))
        .allSatisfy(
            ready ->
                assertThat(new OutputSize(ready.image().width(), ready.image().height()))
                    .isEqualTo(SIZE));
  }

  @Test
  void namesTheModelTheSizeAndTheRequest(SplittableRandom random) {
    Ask ask = Ask.to(map(random)).id("my request");

    List<SynthesisEvent> events = events(ask);

    ModelDescription model = synthesizer.models().getFirst();
    assertThat(events.getFirst())
        .isEqualTo(new SynthesisEvent.Accepted("my request", model.name(), SIZE, 1));
    var receipt = only(SynthesisEvent.Summary.class, events).receipt();
    assertThat(receipt.requestId()).isEqualTo("my request");
    assertThat(receipt.model()).isEqualTo(model.name());
    assertThat(receipt.weightsHash()).isEqualTo(model.weightsHash());
    assertThat(receipt.catalogFingerprint()).isEqualTo(CATALOG.fingerprint());
    assertThat(receipt.indexGeneration()).isEqualTo(index.statistics().generation());
    assertThat(receipt.variants()).isEqualTo(ask.variants());
    assertThat(receipt.device()).isNotEmpty();
    assertThat(receipt.software()).isNotEmpty();
  }

  @Test
  void givesARequestWithoutANameOne(SplittableRandom random) {
    List<SynthesisEvent> events = events(Ask.to(map(random)));

    String id = only(SynthesisEvent.Accepted.class, events).requestId();
    assertThat(id).isNotEmpty();
    assertThat(only(SynthesisEvent.Summary.class, events).receipt().requestId()).isEqualTo(id);
  }

  @RepeatedTest(3)
  void hitsAreWhatTheIndexAnswers(SplittableRandom random) {
    LabelMap map = map(random);

    List<SynthesisEvent.Hits> hits = of(SynthesisEvent.Hits.class, events(Ask.to(map)));

    List<SegmentMatches> expected =
        index.retrieve(RetrievalRequest.of(new Query.WholeMap(map)), Patience.endless()).segments();
    assertThat(hits)
        .extracting(hit -> hit.matches().segment())
        .isEqualTo(expected.stream().map(SegmentMatches::segment).toList());
    assertThat(hits)
        .extracting(hit -> hit.matches().answer())
        .isEqualTo(expected.stream().map(SegmentMatches::answer).toList());
  }

  @RepeatedTest(5)
  void guidanceSaysWhichUnitFillsWhichPixel(SplittableRandom random) {
    List<Choice> variants =
        List.of(new Choice.Rank(1), new Choice.Seed(random.nextLong()), new Choice.Coherent(1));

    List<SynthesisEvent> events = events(Ask.to(map(random)).variants(variants));

    Map<Integer, List<Match>> matches = new LinkedHashMap<>();
    of(SynthesisEvent.Hits.class, events)
        .forEach(hit -> matches.put(hit.matches().index(), hit.matches().answer().matches()));
    for (var ready : of(SynthesisEvent.GuidanceReady.class, events)) {
      Provenance provenance = ready.provenance();
      assertThat(provenance.uses())
          .extracting(Provenance.Use::segment)
          .isEqualTo(matches.keySet().stream().filter(i -> !matches.get(i).isEmpty()).toList());
      for (Provenance.Use use : provenance.uses()) {
        Match match = matches.get(use.segment()).get(use.rank());
        assertThat(use.unitId()).isEqualTo(match.unitId());
        assertThat(use.source()).isEqualTo(match.source());
        assertThat(use.score()).isEqualTo(match.score());
        assertThat(use.unitBox()).isEqualTo(match.box());
      }
      requireBlackWhereNobodyOwns(ready.guidance(), provenance);
    }
  }

  private static void requireBlackWhereNobodyOwns(RgbImage guidance, Provenance provenance) {
    assertThat(new OutputSize(guidance.width(), guidance.height())).isEqualTo(SIZE);
    List<Integer> used = provenance.uses().stream().map(Provenance.Use::segment).toList();
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        int owner = provenance.segment(x, y);
        if (owner == Provenance.NONE) {
          assertThat(guidance.rgb(x, y)).isZero();
        } else {
          assertThat(used).contains(owner);
        }
      }
    }
  }

  @Test
  void aRankBeyondTheMatchesMeansTheLast(SplittableRandom random) {
    List<SynthesisEvent> events =
        events(Ask.to(map(random)).variants(List.of(new Choice.Rank(500))));

    Map<Integer, Integer> found = new LinkedHashMap<>();
    of(SynthesisEvent.Hits.class, events)
        .forEach(hit -> found.put(hit.matches().index(), hit.matches().answer().matches().size()));
    assertThat(only(SynthesisEvent.GuidanceReady.class, events).provenance().uses())
        .isNotEmpty()
        .allSatisfy(use -> assertThat(use.rank()).isEqualTo(found.get(use.segment()) - 1));
  }

  @Test
  void seedsDrawFromTheBestTenOfEachSegment(SplittableRandom random) {
    LabelMap map = map(random);
    List<Choice> seeds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      seeds.add(new Choice.Seed(random.nextLong()));
    }

    List<SynthesisEvent> events = events(Ask.to(map).variants(seeds).unpainted());

    List<Integer> ranks =
        of(SynthesisEvent.GuidanceReady.class, events).stream()
            .flatMap(ready -> ready.provenance().uses().stream())
            .map(Provenance.Use::rank)
            .distinct()
            .sorted()
            .toList();
    assertThat(ranks).hasSizeGreaterThan(4).allMatch(rank -> rank < 10);
  }

  @Test
  void leavesOutWhatTheFilterExcludes(SplittableRandom random) {
    LabelMap map = map(random);
    String source =
        only(SynthesisEvent.GuidanceReady.class, events(Ask.to(map)))
            .provenance()
            .uses()
            .getFirst()
            .source();
    Ask filtered = Ask.to(map).filter(UnitFilter.excludingSource(source));

    assertThat(only(SynthesisEvent.GuidanceReady.class, events(filtered)).provenance().uses())
        .noneMatch(use -> use.source().equals(source));
  }

  @Test
  void fetchesEachChosenUnitOnceAndNoOther(SplittableRandom random) {
    List<SynthesisEvent> events =
        events(Ask.to(map(random)).variants(List.of(new Choice.Rank(0), new Choice.Rank(0))));

    List<String> used =
        of(SynthesisEvent.GuidanceReady.class, events).stream()
            .flatMap(ready -> ready.provenance().uses().stream())
            .map(Provenance.Use::unitId)
            .distinct()
            .toList();
    assertThat(retriever.fetches()).hasSize(1);
    assertThat(retriever.fetches().getFirst()).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void usesGivenGuidanceAsItIs(SplittableRandom random) {
    RgbImage given = picture(random, SIZE);

    List<SynthesisEvent> events = events(Ask.to(map(random)).guidance(given));

    var ready = only(SynthesisEvent.GuidanceReady.class, events);
    assertThat(ready.guidance()).isEqualTo(given);
    assertThat(ready.provenance()).isEqualTo(Provenance.unknown(SIZE.width(), SIZE.height()));
    assertThat(of(SynthesisEvent.Hits.class, events)).isEmpty();
    assertThat(of(SynthesisEvent.ImageReady.class, events)).hasSize(1);
    assertThat(only(SynthesisEvent.Summary.class, events).receipt().indexGeneration())
        .isEqualTo(-1);
    assertThat(retriever.questions()).isEmpty();
    assertThat(retriever.fetches()).isEmpty();
  }

  @Test
  void ownGuidanceSentBackPaintsTheSameImage(SplittableRandom random) {
    LabelMap map = map(random);
    List<SynthesisEvent> first = events(Ask.to(map));

    List<SynthesisEvent> second =
        events(Ask.to(map).guidance(only(SynthesisEvent.GuidanceReady.class, first).guidance()));

    assertThat(only(SynthesisEvent.ImageReady.class, second).image())
        .isEqualTo(only(SynthesisEvent.ImageReady.class, first).image());
  }

  @Test
  void stopsBeforePaintingIfAskedTo(SplittableRandom random) {
    LabelMap map = map(random);

    List<SynthesisEvent> events = events(Ask.to(map).unpainted());

    assertThat(of(SynthesisEvent.ImageReady.class, events)).isEmpty();
    assertThat(only(SynthesisEvent.GuidanceReady.class, events).guidance())
        .isEqualTo(only(SynthesisEvent.GuidanceReady.class, events(Ask.to(map))).guidance());
    assertThat(only(SynthesisEvent.Summary.class, events).receipt().weightsHash()).isEmpty();
  }

  @Test
  void theSameRequestGivesTheSameBytes(SplittableRandom random) {
    Ask ask =
        Ask.to(map(random))
            .variants(List.of(new Choice.Seed(3), new Choice.Rank(1), new Choice.Seed(4)));

    List<SynthesisEvent> first = events(ask);
    List<SynthesisEvent> second = events(ask);

    assertThat(of(SynthesisEvent.ImageReady.class, second))
        .isEqualTo(of(SynthesisEvent.ImageReady.class, first));
    assertThat(of(SynthesisEvent.GuidanceReady.class, second))
        .isEqualTo(of(SynthesisEvent.GuidanceReady.class, first));
  }

  @Test
  void manyVariantsAreEachWhatTheyAreAlone(SplittableRandom random) {
    LabelMap map = map(random);
    List<Choice> variants =
        List.of(new Choice.Rank(0), new Choice.Rank(1), new Choice.Rank(2), new Choice.Seed(1));

    List<SynthesisEvent.ImageReady> together =
        of(SynthesisEvent.ImageReady.class, events(Ask.to(map).variants(variants)));

    for (int i = 0; i < variants.size(); i++) {
      RgbImage alone =
          only(
                  SynthesisEvent.ImageReady.class,
                  events(Ask.to(map).variants(List.of(variants.get(i)))))
              .image();
      assertThat(together.get(i).image()).isEqualTo(alone);
    }
  }

  @Test
  void paintsTheSizeAskedFor(SplittableRandom random) {
    OutputSize size = new OutputSize(SIZE.width() + STRIDE, SIZE.height() + STRIDE);

    List<SynthesisEvent> events = events(Ask.to(map(random)).size(size.width(), size.height()));

    assertThat(only(SynthesisEvent.Accepted.class, events).size()).isEqualTo(size);
    RgbImage image = only(SynthesisEvent.ImageReady.class, events).image();
    assertThat(new OutputSize(image.width(), image.height())).isEqualTo(size);
  }

  @Test
  void paintsAMapWithoutAnyMatchFromTheMapAlone() {
    int[] labels = new int[40 * 30];
    Arrays.fill(labels, CATALOG.classes().getLast().label());

    List<SynthesisEvent> events = events(Ask.to(LabelMap.of(40, 30, labels)));

    assertThat(only(SynthesisEvent.GuidanceReady.class, events).guidance())
        .isEqualTo(RgbImage.black(SIZE.width(), SIZE.height()));
    assertThat(of(SynthesisEvent.ImageReady.class, events)).hasSize(1);
    assertThat(retriever.fetches()).isEmpty();
  }

  @Test
  void describesItsModelsTheDefaultOneFirst() {
    ModelDescription model = synthesizer.models().getFirst();

    assertThat(model.size()).isEqualTo(SIZE);
    assertThat(model.stride()).isEqualTo(STRIDE);
    assertThat(model.channels()).isEqualTo(CATALOG.channels());
    assertThat(model.catalogFingerprint()).isEqualTo(CATALOG.fingerprint());
    assertThat(synthesizer.models()).extracting(ModelDescription::name).doesNotHaveDuplicates();
  }

  private static List<Integer> upTo(int number) {
    return IntStream.range(0, number).boxed().toList();
  }
}
