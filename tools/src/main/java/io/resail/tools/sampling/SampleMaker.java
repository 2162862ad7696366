package io.resail.tools.sampling;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.retrieval.Match;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.synth.guidance.ChosenUnit;
import io.resail.synth.guidance.CoherentChoice;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.guidance.GuidanceAssembler;
import io.resail.synth.guidance.UnitChoice;
import io.resail.synthesis.Choice;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.Example;
import io.resail.tools.dataset.ExampleRef;
import io.resail.tools.distortion.DistortedTruth;
import io.resail.tools.distortion.Geometry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Makes samples of one data set against one index. Any thread; the same random source gives the
/// same sample.
public final class SampleMaker {
  private final SampleSettings settings;
  private final Retriever retriever;
  private final Dataset indexed;
  private final Matches matches;
  private final Optional<UnitPool> pool;
  private final GuidanceAssembler assembler;
  private final DistortedTruth distortion;

  /// A maker of samples.
  ///
  /// For [GuidanceSource#RANDOM] it reads every label map of `indexed` once.
  ///
  /// @param indexed the data set that the index was built from
  /// @throws FaultException [Fault#WRONG_INPUT] if the index is of another catalogue
  public SampleMaker(SampleSettings settings, Retriever retriever, Dataset indexed) {
    if (!retriever.catalog().equals(indexed.catalog())) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "index of "
              + retriever.catalog()
              + " and data of "
              + indexed.catalog()
              + ": need an index built from this data set");
    }
    this.settings = settings;
    this.retriever = retriever;
    this.indexed = indexed;
    this.matches =
        new Matches(
            retriever,
            settings.source() == GuidanceSource.COHERENT
                ? Math.max(settings.matches(), CoherentChoice.MATCHES)
                : settings.matches());
    this.pool =
        settings.source() == GuidanceSource.RANDOM
            ? Optional.of(
                new UnitPool(
                    () -> indexed.load().map(each -> matches.itself(each.labels())).iterator()))
            : Optional.empty();
    this.assembler = new GuidanceAssembler(settings.rule());
    this.distortion =
        new DistortedTruth(
            settings.framing().size(),
            settings.warp(),
            settings.light(),
            settings.rule(),
            settings.closeGaps());
  }

  /// What its samples are made of.
  public SampleSettings settings() {
    return settings;
  }

  /// One that makes samples of the same frames for a network that sees no guidance: the index is
  /// not asked.
  public SampleMaker unguided() {
    return new SampleMaker(settings.unguided(), retriever, indexed);
  }

  /// A sample to train on: framed by chance.
  public Sample train(ExampleRef ref, SplittableRandom random) {
    Example example = ref.load();
    Geometry geometry = settings.framing().draw(random);
    double dropOut =
        settings.leastDropOut()
            + random.nextDouble() * (settings.mostDropOut() - settings.leastDropOut());
    List<SegmentMatches> found = segments(example, settings.distortedTruth());
    List<SegmentMatches> segments =
        dropOut == 0 ? found : found.stream().filter(s -> !dropped(s, dropOut, random)).toList();
    List<UnitChoice.Pick> guides = guides(example, segments, 0, random);
    List<UnitChoice.Pick> colours =
        settings.distortedTruth() ? colours(segments, random) : List.of();
    Map<String, RetrievalUnit> units = fetch(guides, colours);
    float[] distorted =
        settings.distortedTruth()
            ? distortion.of(
                example.image(), example.labels(), chosen(colours, units), geometry, random)
            : new float[0];
    return sample(example, geometry, guides, units, distorted, settings.closeGaps());
  }

  /// A sample framed by chance with the guidance that is given later, when training is over: every
  /// segment, gaps closed.
  public Sample served(ExampleRef ref, SplittableRandom random) {
    Example example = ref.load();
    return served(example, settings.framing().draw(random), 0, random);
  }

  /// A sample to evaluate with: the whole picture, every segment.
  ///
  /// @param variant 0 for each segment's best match, another number for the match of that rank, the
  ///     last one where there are fewer; for [GuidanceSource#COHERENT] the place of the photograph
  ///     to begin with, for [GuidanceSource#RANDOM] the number of the draw
  public Sample evaluate(ExampleRef ref, int variant) {
    Example example = ref.load();
    SplittableRandom random = new SplittableRandom(31L * example.sourceId().hashCode() + variant);
    return served(example, settings.framing().whole(), variant, random);
  }

  private Sample served(Example example, Geometry geometry, int rank, RandomGenerator random) {
    List<SegmentMatches> segments = segments(example, false);
    List<UnitChoice.Pick> guides = guides(example, segments, rank, random);
    return sample(example, geometry, guides, fetch(guides, List.of()), new float[0], true);
  }

  /// What the index has for an example, asked only if something is to be made of it.
  private List<SegmentMatches> segments(Example example, boolean distorts) {
    return distorts || settings.source() != GuidanceSource.NONE
        ? matches.of(example.sourceId(), example.labels())
        : List.of();
  }

  /// In ADE20K only background is left out (spec section 2).
  private boolean dropped(SegmentMatches each, double share, RandomGenerator random) {
    boolean kept =
        retriever.catalog().instanceRule() == InstanceRule.ADE20K && each.segment().foreground();
    return random.nextDouble() < share && !kept;
  }

  private List<UnitChoice.Pick> guides(
      Example example, List<SegmentMatches> segments, int rank, RandomGenerator random) {
    return switch (settings.source()) {
      case RANK0 -> UnitChoice.picks(new Choice.Rank(rank), segments);
      case COHERENT -> UnitChoice.picks(new Choice.Coherent(rank), segments);
      case RANDOM -> drawn(example, segments, random);
      case NONE -> List.of();
    };
  }

  private List<UnitChoice.Pick> drawn(
      Example example, List<SegmentMatches> segments, RandomGenerator random) {
    List<UnitChoice.Pick> drawn = new ArrayList<>();
    for (SegmentMatches each : segments) {
      pool.flatMap(p -> p.draw(each.segment().classId(), example.sourceId(), random))
          .ifPresent(unit -> drawn.add(new UnitChoice.Pick(each, unit, 0)));
    }
    return drawn;
  }

  private List<UnitChoice.Pick> colours(List<SegmentMatches> segments, RandomGenerator random) {
    List<UnitChoice.Pick> wanted = new ArrayList<>();
    for (SegmentMatches each : segments) {
      List<Match> candidates = each.answer().matches();
      if (!candidates.isEmpty()) {
        int rank = random.nextInt(Math.min(settings.matches(), candidates.size()));
        wanted.add(new UnitChoice.Pick(each, candidates.get(rank), rank));
      }
    }
    return wanted;
  }

  private Map<String, RetrievalUnit> fetch(
      List<UnitChoice.Pick> guides, List<UnitChoice.Pick> colours) {
    List<UnitChoice.Pick> all = new ArrayList<>(guides);
    all.addAll(colours);
    List<String> ids = all.stream().map(w -> w.match().unitId()).distinct().toList();
    Map<String, RetrievalUnit> units = new HashMap<>();
    if (!ids.isEmpty()) {
      retriever.fetch(ids, Patience.endless(), unit -> units.put(unit.id(), unit));
    }
    return units;
  }

  private static List<ChosenUnit> chosen(
      List<UnitChoice.Pick> wanted, Map<String, RetrievalUnit> units) {
    return wanted.stream().map(pick -> pick.with(units)).toList();
  }

  private Sample sample(
      Example example,
      Geometry geometry,
      List<UnitChoice.Pick> guides,
      Map<String, RetrievalUnit> units,
      float[] distorted,
      boolean closeGaps) {
    LabelMap map = example.labels();
    List<ChosenUnit> chosen = chosen(guides, units);
    Guidance whole =
        closeGaps
            ? assembler.assemble(map, chosen, geometry.load())
            : assembler.assemble(map.width(), map.height(), chosen, geometry.load());
    return new Sample(
        example.sourceId(),
        geometry.show(map),
        Guidance.given(geometry.show(example.image())).toValues(),
        geometry.cut(whole.toValues()),
        distorted,
        whole.provenance().coverage());
  }
}
