package io.resail.synth;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.retrieval.Retriever;
import io.resail.synth.batching.Places;
import io.resail.synth.engine.Painter;
import io.resail.synth.guidance.GuidanceAssembler;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Retrieves, assembles and paints. Any thread may call; calls run side by side, painting goes
/// through one queue for each model.
///
/// Closing ends what is being painted, sends away who waits and closes the painters; the retriever
/// stays its maker's.
public final class ResailSynthesizer implements Synthesizer, AutoCloseable {
  private final Retriever retriever;
  private final SynthesisSettings settings;
  private final SequencedMap<String, Model> models;
  private final RequestRules rules;
  private final GuidanceAssembler assembler;
  private final Semaphore free;

  /// A synthesizer over an index and its models.
  ///
  /// @param painters the models, the default one first; none leaves guidance only
  public ResailSynthesizer(
      Retriever retriever, List<Painter> painters, SynthesisSettings settings) {
    this.retriever = retriever;
    this.settings = settings;
    this.models = models(painters, settings);
    this.rules = new RequestRules(settings, models);
    this.assembler = new GuidanceAssembler(settings.guidance());
    this.free = new Semaphore(settings.mostRequests());
  }

  private static SequencedMap<String, Model> models(
      List<Painter> painters, SynthesisSettings settings) {
    long names = painters.stream().map(p -> p.model().name()).distinct().count();
    if (names != painters.size() || painters.stream().anyMatch(p -> p.model().name().isBlank())) {
      throw new IllegalArgumentException(
          "models named "
              + painters.stream().map(p -> p.model().name()).toList()
              + ": need a name for each, no two alike");
    }
    SequencedMap<String, Model> models = new LinkedHashMap<>();
    painters.forEach(p -> models.put(p.model().name(), new Model(p, settings.batches())));
    return Collections.unmodifiableSequencedMap(models);
  }

  @Override
  public void synthesize(
      SynthesisRequest request, Patience patience, Consumer<SynthesisEvent> each) {
    patience.check("it was looked at");
    Task task = rules.check(request, retriever.catalog());
    if (!free.tryAcquire()) {
      throw new FaultException(
          Fault.BUSY,
          settings.mostRequests() + " requests are being worked on, as many as may: try later");
    }
    try {
      work(task, new Course(task, retriever, assembler, patience, each));
    } finally {
      free.release();
    }
  }

  private static void work(Task task, Course course) {
    Optional<Model> painting = task.painting();
    if (painting.isEmpty()) {
      course.run(Optional.empty());
      return;
    }
    try (Places<Model.Commission, RgbImage> places =
        painting.get().reserve(task.request().variants().size())) {
      course.run(Optional.of(places));
    }
  }

  @Override
  public List<ModelDescription> models() {
    return models.values().stream().map(Model::description).toList();
  }

  @Override
  public void close() {
    models.values().forEach(Model::close);
  }
}
