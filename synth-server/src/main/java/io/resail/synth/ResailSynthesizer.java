package io.resail.synth;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.retrieval.Retriever;
import io.resail.synth.engine.Painter;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.PainterStatus;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import java.util.List;
import java.util.Optional;
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
  private final ServedModels models;
  private final RequestRules rules;
  private final Semaphore free;

  /// A synthesizer over an index and its models.
  ///
  /// @param painters the models, the default one first; none leaves guidance only
  public ResailSynthesizer(
      Retriever retriever, List<Painter> painters, SynthesisSettings settings) {
    this(retriever, ServedModels.fixed(painters, settings.batches()), settings);
  }

  /// A synthesizer over an index and models that may change, which are closed with it.
  public ResailSynthesizer(Retriever retriever, ServedModels models, SynthesisSettings settings) {
    this.retriever = retriever;
    this.settings = settings;
    this.models = models;
    this.rules = new RequestRules(settings, models);
    this.free = new Semaphore(settings.mostRequests());
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
      work(task, patience, new Course(task, retriever, patience, each));
    } finally {
      free.release();
    }
  }

  private static void work(Task task, Patience patience, Course course) {
    Optional<Model> painting = task.painting();
    if (painting.isEmpty()) {
      course.run(Optional.empty());
      return;
    }
    try (Model.Reservation reservation =
        painting.get().reserve(task.request().variants().size(), task.size(), patience)) {
      course.run(Optional.of(reservation));
    }
  }

  @Override
  public List<ModelDescription> models() {
    return models.descriptions();
  }

  /// What its models take, and on which devices they paint.
  public PainterStatus status() {
    return models.status();
  }

  @Override
  public void close() {
    models.close();
  }
}
