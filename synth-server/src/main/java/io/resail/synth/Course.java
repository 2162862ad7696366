package io.resail.synth;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.LabelMap;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.synth.StageClock.Stage;
import io.resail.synth.batching.Done;
import io.resail.synth.batching.Promise;
import io.resail.synth.engine.Sketch;
import io.resail.synth.guidance.ChosenUnit;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.guidance.GuidanceAssembler;
import io.resail.synth.guidance.UnitChoice;
import io.resail.synthesis.Choice;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.Receipt;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One task on its way through retrieval, guidance and painting. One thread, once.
///
/// A variant is handed over for painting as soon as its guidance is told of, so the device paints
/// while the next guidance is composed.
final class Course {
  private static final long NOT_ASKED = -1;

  private final Task task;
  private final Retriever retriever;
  private final GuidanceAssembler assembler;
  private final Patience patience;
  private final Consumer<SynthesisEvent> listener;
  private final StageClock clock = new StageClock(System::nanoTime);
  private final Map<Long, Duration> paintedBatches = new HashMap<>();
  private long generation = NOT_ASKED;

  Course(Task task, Retriever retriever, Patience patience, Consumer<SynthesisEvent> listener) {
    this.task = task;
    this.retriever = retriever;
    this.assembler = new GuidanceAssembler(task.guidance());
    this.patience = patience;
    this.listener = listener;
  }

  /// Runs the task to its end.
  ///
  /// @param reservation of a place before the painter for each variant; empty if nothing is painted
  void run(Optional<Model.Reservation> reservation) {
    List<Choice> variants = task.request().variants();
    tell(
        new SynthesisEvent.Accepted(
            task.requestId(), task.modelName(), task.size(), variants.size()));
    List<SegmentMatches> segments = task.request().guidance().isPresent() ? List.of() : retrieve();
    List<List<UnitChoice.Pick>> picks =
        variants.stream().map(choice -> UnitChoice.picks(choice, segments)).toList();
    Map<String, RetrievalUnit> units = fetch(picks);
    int[] channels = reservation.isPresent() ? channels() : new int[0];
    List<Promise<RgbImage>> promises = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      Guidance guidance = guidance(picks.get(i), units);
      tell(new SynthesisEvent.GuidanceReady(i, guidance.image(), guidance.provenance()));
      reservation.ifPresent(
          queue ->
              promises.add(queue.submit(Sketch.of(task.size(), channels, guidance), patience)));
    }
    for (int i = 0; i < promises.size(); i++) {
      clock.enter(Stage.WAIT);
      Done<RgbImage> done = promises.get(i).await();
      paintedBatches.put(done.batch(), done.worked());
      tell(new SynthesisEvent.ImageReady(i, done.value()));
    }
    tell(new SynthesisEvent.Summary(timings(), receipt()));
  }

  private void tell(SynthesisEvent event) {
    clock.during(Stage.TELL, () -> listener.accept(event));
  }

  private List<SegmentMatches> retrieve() {
    patience.check("its map was cut and searched for");
    clock.enter(Stage.RETRIEVE);
    RetrievalRequest question =
        new RetrievalRequest(
            new Query.WholeMap(task.request().map()),
            Optional.of(task.catalog().fingerprint()),
            UnitChoice.matchesFor(task.request().variants()),
            task.request().filter(),
            task.request().nativePixels(),
            Optional.empty());
    List<SegmentMatches> segments = new ArrayList<>();
    generation =
        retriever
            .retrieve(
                question,
                patience,
                matches -> {
                  segments.add(matches);
                  tell(new SynthesisEvent.Hits(matches));
                })
            .generation();
    return segments;
  }

  /// The units of all variants, each once.
  private Map<String, RetrievalUnit> fetch(List<List<UnitChoice.Pick>> picks) {
    List<String> ids =
        picks.stream().flatMap(List::stream).map(pick -> pick.match().unitId()).distinct().toList();
    Map<String, RetrievalUnit> units = new HashMap<>();
    if (!ids.isEmpty()) {
      patience.check("its units were fetched");
      clock.enter(Stage.FETCH);
      try {
        retriever.fetch(ids, patience, unit -> units.put(unit.id(), unit));
      } catch (FaultException e) {
        throw e.fault() == Fault.UNKNOWN ? changed(e) : e;
      }
    }
    return units;
  }

  /// A unit found a moment ago and now unknown was deleted in between.
  private static FaultException changed(FaultException unknown) {
    return new FaultException(
        Fault.CHANGED,
        "the index changed while this request was worked on ("
            + unknown.getMessage()
            + "): send it again",
        unknown);
  }

  private Guidance guidance(List<UnitChoice.Pick> picks, Map<String, RetrievalUnit> units) {
    patience.check("its guidance was composed");
    clock.enter(Stage.ASSEMBLE);
    Optional<Guidance> given = task.request().guidance().map(Guidance::given);
    if (given.isPresent()) {
      return given.get();
    }
    List<ChosenUnit> chosen = picks.stream().map(pick -> pick.with(units)).toList();
    return assembler.assemble(task.request().map(), chosen, task.size());
  }

  /// The label channel of each pixel at the painted size.
  private int[] channels() {
    clock.enter(Stage.ASSEMBLE);
    LabelMap map = task.request().map();
    return task.catalog()
        .channels(Resampling.nearestB(map, task.size().width(), task.size().height()));
  }

  private Timings timings() {
    Duration paint = paintedBatches.values().stream().reduce(Duration.ZERO, Duration::plus);
    Duration unpainted = clock.spent(Stage.WAIT).minus(paint);
    return new Timings(
        clock.spent(Stage.RETRIEVE),
        clock.spent(Stage.FETCH),
        clock.spent(Stage.ASSEMBLE),
        unpainted.isNegative() ? Duration.ZERO : unpainted,
        paint,
        clock.total());
  }

  private Receipt receipt() {
    Optional<Model> painter = task.painting();
    return new Receipt(
        task.requestId(),
        task.modelName(),
        painter.map(Model::description).map(ModelDescription::weightsHash).orElse(""),
        task.catalog().fingerprint(),
        generation,
        task.request().variants(),
        painter.map(m -> m.painter().device()).orElse(""),
        painter.map(m -> m.painter().software()).orElse(""));
  }
}
