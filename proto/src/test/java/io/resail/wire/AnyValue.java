package io.resail.wire;

import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
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
import io.resail.synthesis.Choice;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.PainterStatus;
import io.resail.synthesis.Provenance;
import io.resail.synthesis.Receipt;
import io.resail.synthesis.SizeForecast;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Timings;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.Masks;
import io.resail.testing.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Any value of the contract that is valid.
final class AnyValue {
  private final SplittableRandom random;
  private final ClassCatalog catalog;

  AnyValue(SplittableRandom random) {
    this.random = random;
    this.catalog = Catalogs.any(random);
  }

  ClassCatalog catalog() {
    return catalog;
  }

  RetrievalRequest question() {
    return new RetrievalRequest(
        random.nextBoolean()
            ? new Query.WholeMap(LabelMaps.any(random, catalog))
            : new Query.Masks(list(1, this::segment)),
        maybe(this::word),
        1 + random.nextInt(1000),
        filter(),
        random.nextLong(1 << 30),
        maybe(this::time));
  }

  private UnitFilter filter() {
    return new UnitFilter(words(), words(), words(), words(), words(), random.nextInt(1 << 20));
  }

  Segment segment() {
    RetrievalUnit unit = unit();
    return new Segment(random.nextInt(), random.nextBoolean(), unit.box(), unit.mask());
  }

  RetrievalUnit unit() {
    RetrievalUnit unit = Units.any(random, catalog, "unit " + word());
    return new RetrievalUnit(
        unit.id(),
        random.nextInt(),
        word(),
        word(),
        unit.box(),
        unit.mask(),
        unit.pixels(),
        word(),
        words());
  }

  SegmentMatches answer() {
    Answer answer =
        switch (random.nextInt(3)) {
          case 0 -> new Answer.Found(list(1, this::match));
          case 1 -> new Answer.NoUnitOfClass(random.nextInt());
          default -> new Answer.OutOfTime(list(0, this::match));
        };
    return new SegmentMatches(random.nextInt(1 << 20), segment(), answer, effort());
  }

  private Match match() {
    return new Match(word(), word(), box(), (float) random.nextDouble(2), random.nextBoolean());
  }

  private Box box() {
    return new Box(
        random.nextInt(1 << 20),
        random.nextInt(1 << 20),
        1 + random.nextInt(1 << 20),
        1 + random.nextInt(1 << 20));
  }

  private Effort effort() {
    return new Effort(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), time());
  }

  RetrievalSummary summary() {
    return new RetrievalSummary(random.nextInt(), random.nextLong(), effort());
  }

  IndexStatistics statistics() {
    TreeMap<Integer, Long> byClass = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      byClass.put(random.nextInt(), random.nextLong());
    }
    return new IndexStatistics(
        random.nextLong(),
        random.nextInt(),
        random.nextLong(),
        random.nextLong(),
        byClass,
        random.nextLong(),
        random.nextLong());
  }

  SynthesisRequest request() {
    return new SynthesisRequest(
        word(),
        LabelMaps.any(random, catalog),
        maybe(this::word),
        word(),
        maybe(this::size),
        list(1, this::choice),
        maybe(this::image),
        random.nextBoolean(),
        filter(),
        random.nextLong(1 << 30));
  }

  private OutputSize size() {
    return new OutputSize(1 + random.nextInt(1 << 20), 1 + random.nextInt(1 << 20));
  }

  private Choice choice() {
    return switch (random.nextInt(3)) {
      case 0 -> new Choice.Rank(random.nextInt(1000));
      case 1 -> new Choice.Coherent(random.nextInt(1000));
      default -> new Choice.Seed(random.nextLong());
    };
  }

  private RgbImage image() {
    return Units.of(random, "image", 1, "", Masks.any(random)).pixels();
  }

  SynthesisEvent event(String requestId) {
    return switch (random.nextInt(5)) {
      case 0 -> new SynthesisEvent.Accepted(requestId, word(), size(), 1 + random.nextInt(64));
      case 1 -> new SynthesisEvent.Hits(answer());
      case 2 -> new SynthesisEvent.GuidanceReady(random.nextInt(64), image(), provenance());
      case 3 -> new SynthesisEvent.ImageReady(random.nextInt(64), image());
      default ->
          new SynthesisEvent.Summary(
              new Timings(time(), time(), time(), time(), time(), time()),
              new Receipt(
                  requestId,
                  word(),
                  word(),
                  word(),
                  random.nextLong(),
                  list(1, this::choice),
                  word(),
                  word()));
    };
  }

  private Provenance provenance() {
    int segments = random.nextBoolean() ? 10 : 60_000;
    int width = 1 + random.nextInt(30);
    int height = 1 + random.nextInt(30);
    int[] owners = new int[width * height];
    for (int i = 0; i < owners.length; i++) {
      owners[i] = random.nextInt(segments) - 1;
    }
    List<Provenance.Use> uses =
        list(
            0,
            () ->
                new Provenance.Use(
                    random.nextInt(segments),
                    word(),
                    word(),
                    random.nextInt(4) == 0 ? Float.NaN : (float) random.nextDouble(3),
                    random.nextInt(1000),
                    box(),
                    box()));
    return new Provenance(width, height, owners, uses);
  }

  ModelDescription model() {
    return new ModelDescription(
        word(),
        word(),
        size(),
        random.nextInt(),
        random.nextInt(),
        word(),
        word(),
        word(),
        word(),
        random.nextBoolean());
  }

  LoadedModel loadedModel() {
    return new LoadedModel(
        model(), word(), random.nextLong(1L << 50), list(1, this::forecast), random.nextInt(1000));
  }

  private SizeForecast forecast() {
    return new SizeForecast(
        size(), random.nextLong(1L << 50), Duration.ofNanos(random.nextLong(1L << 50)));
  }

  PainterStatus status() {
    return new PainterStatus(
        list(0, this::loadedModel),
        list(
            0,
            () ->
                new DeviceStatus(
                    word(), word(), random.nextLong(1L << 50), random.nextLong(1L << 50))),
        list(0, this::word));
  }

  String word() {
    String letters = "abc \u00e9\u4e2d\n#/";
    StringBuilder word = new StringBuilder("w");
    for (int i = random.nextInt(12); i > 0; i--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return random.nextInt(8) == 0 ? word.append("\ud83d\ude97").toString() : word.toString();
  }

  private Set<String> words() {
    return new HashSet<>(list(0, this::word));
  }

  private Duration time() {
    return Duration.ofSeconds(random.nextInt(100_000), random.nextInt(1_000_000_000));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> list(int least, Supplier<T> value) {
    List<T> values = new ArrayList<>();
    for (int i = least + random.nextInt(4); i > 0; i--) {
      values.add(value.get());
    }
    return values;
  }
}
