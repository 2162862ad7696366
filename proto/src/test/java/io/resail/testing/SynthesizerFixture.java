package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.UnitFilter;
import io.resail.synthesis.Choice;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/// A synthesizer over a small index that is watched, and requests to it.
@ExtendWith(Seeds.class)
abstract class SynthesizerFixture {
  /// The classes of the maps.
  protected static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);

  /// The size of the default model, whose stride is [#STRIDE] both ways.
  protected static final OutputSize SIZE = new OutputSize(128, 96);

  /// What sides of images are multiples of.
  protected static final int STRIDE = 32;

  private static final int UNITS = 120;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /// The units.
  FakeRetriever index = new FakeRetriever(CATALOG);

  /// What the synthesizer asks.
  WatchedRetriever retriever = new WatchedRetriever(index);

  /// What is tested.
  Synthesizer synthesizer = new Absent();

  /// A synthesizer over the given retriever with at least one model; the default one is of
  /// [#SIZE], of stride [#STRIDE] and made for [#CATALOG].
  protected abstract Synthesizer open(Retriever units);

  /// Has the test close what it opened, the last first.
  protected final <T extends AutoCloseable> T closing(T opened) {
    open.addFirst(opened);
    return opened;
  }

  @BeforeEach
  final void openOverUnits(SplittableRandom random) {
    index = FakeRetriever.of(CATALOG, Units.many(random, CATALOG, UNITS));
    retriever = new WatchedRetriever(index);
    synthesizer = open(retriever);
  }

  @AfterEach
  final void closeAgain() throws Exception {
    while (!open.isEmpty()) {
      open.removeFirst().close();
    }
  }

  /// All that a request is told.
  final List<SynthesisEvent> events(Ask ask) {
    List<SynthesisEvent> events = new ArrayList<>();
    synthesizer.synthesize(ask.request(), Patience.endless(), events::add);
    return events;
  }

  /// The events of one kind.
  static <E> List<E> of(Class<E> kind, List<SynthesisEvent> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// The one event of a kind.
  static <E> E only(Class<E> kind, List<SynthesisEvent> events) {
    assertThat(of(kind, events)).hasSize(1);
    return of(kind, events).getFirst();
  }

  /// Bands of four classes with an object and some ignored pixels in front; every class of the
  /// catalogue but the last, of which there are no units.
  static LabelMap map(SplittableRandom random) {
    int width = 60;
    int height = 45;
    Mask thing = Masks.blob(random, width, height / 2);
    int slope = random.nextInt(3);
    int[] labels = new int[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        int band = Math.clamp((4 * y + slope * x / 2) / height, 0, 3);
        boolean inThing = y >= height / 2 && y < height - 1 && thing.has(x, y - height / 2);
        labels[i] = inThing ? 4 : x == 0 && y < 5 ? CATALOG.ignoredLabels().first() : band;
      }
    }
    return LabelMap.of(width, height, labels);
  }

  /// A map that any synthesizer here can paint.
  static LabelMap oneClass() {
    return LabelMap.of(8, 8, new int[64]);
  }

  static RgbImage picture(SplittableRandom random, OutputSize size) {
    byte[] samples = new byte[3 * size.width() * size.height()];
    random.nextBytes(samples);
    return RgbImage.of(size.width(), size.height(), samples);
  }

  /// A request in the making, by default for one image from the best matches.
  record Ask(
      String id,
      LabelMap map,
      Optional<String> fingerprint,
      String model,
      Optional<OutputSize> size,
      List<Choice> variants,
      Optional<RgbImage> guidance,
      boolean guidanceOnly,
      UnitFilter filter) {
    static Ask to(LabelMap map) {
      return new Ask(
          "",
          map,
          Optional.empty(),
          "",
          Optional.empty(),
          List.of(new Choice.Rank(0)),
          Optional.empty(),
          false,
          UnitFilter.NONE);
    }

    Ask id(String other) {
      return new Ask(
          other, map, fingerprint, model, size, variants, guidance, guidanceOnly, filter);
    }

    Ask fingerprint(String other) {
      return new Ask(
          id, map, Optional.of(other), model, size, variants, guidance, guidanceOnly, filter);
    }

    Ask model(String other) {
      return new Ask(id, map, fingerprint, other, size, variants, guidance, guidanceOnly, filter);
    }

    Ask size(int width, int height) {
      return new Ask(
          id,
          map,
          fingerprint,
          model,
          Optional.of(new OutputSize(width, height)),
          variants,
          guidance,
          guidanceOnly,
          filter);
    }

    Ask variants(List<Choice> others) {
      return new Ask(id, map, fingerprint, model, size, others, guidance, guidanceOnly, filter);
    }

    Ask guidance(RgbImage image) {
      return new Ask(
          id, map, fingerprint, model, size, variants, Optional.of(image), guidanceOnly, filter);
    }

    Ask unpainted() {
      return new Ask(id, map, fingerprint, model, size, variants, guidance, true, filter);
    }

    Ask filter(UnitFilter other) {
      return new Ask(id, map, fingerprint, model, size, variants, guidance, guidanceOnly, other);
    }

    SynthesisRequest request() {
      return new SynthesisRequest(
          id, map, fingerprint, model, size, variants, guidance, guidanceOnly, filter, 0);
    }
  }

  /// Stands in until a test has opened its own.
  private record Absent() implements Synthesizer {
    @Override
    public void synthesize(
        SynthesisRequest request, Patience patience, Consumer<SynthesisEvent> each) {
      throw new IllegalStateException("no synthesizer is open");
    }

    @Override
    public List<ModelDescription> models() {
      return List.of();
    }
  }
}
