package io.resail.tools.training;

import ai.djl.ndarray.NDManager;
import io.resail.raster.ClassCatalog;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Scratch;
import io.resail.synth.weights.Weights;
import io.resail.tools.sampling.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Generator and discriminator with their optimisers, and the generator's running average if one is
/// kept. One thread.
final class PainterTrainee implements Trainee<Sample> {
  private static final String GENERATOR = "G.";
  private static final String DISCRIMINATOR = "D.";
  private static final String GENERATOR_MOMENTS = "G_moments.";
  private static final String DISCRIMINATOR_MOMENTS = "D_moments.";
  private static final String AVERAGE = "G_average.";

  private final NDManager manager = NativeEngine.newManager();
  private final ClassCatalog catalog;
  private final Parameters generator;
  private final Parameters discriminator;
  private final Adam generatorAdam;
  private final Adam discriminatorAdam;
  private final Optional<Average> average;
  private final AdversarialPasses passes;

  PainterTrainee(
      PainterRecipe recipe,
      NetworkSettings generatorSettings,
      DiscriminatorSettings discriminatorSettings,
      FixedNetworks fixed,
      ClassCatalog catalog,
      Weights state) {
    this.catalog = catalog;
    generator = Parameters.load(state.under(GENERATOR), manager);
    discriminator = Parameters.load(state.under(DISCRIMINATOR), manager);
    generatorAdam =
        TrainingState.adam(
            state,
            GENERATOR_MOMENTS,
            generator,
            Adam.Rates.paper(recipe.rates().generator()),
            manager);
    discriminatorAdam =
        TrainingState.adam(
            state,
            DISCRIMINATOR_MOMENTS,
            discriminator,
            Adam.Rates.paper(recipe.rates().discriminator()),
            manager);
    Weights before = state.under(AVERAGE);
    average =
        recipe.averaging() == 0
            ? Optional.empty()
            : Optional.of(
                new Average(
                    before.tensors().isEmpty() ? state.under(GENERATOR) : before,
                    (float) recipe.averaging(),
                    manager));
    passes =
        new AdversarialPasses(
            generatorSettings,
            generator,
            discriminatorSettings,
            discriminator,
            new AdversarialPasses.Weighting(
                recipe.losses().gan(),
                (float) recipe.losses().features(),
                fixed.losses(recipe.losses())),
            recipe.arithmetic());
  }

  /// A state to begin with.
  static Weights untrained(Weights generator, Weights discriminator) {
    return TrainingState.both(
        TrainingState.of(GENERATOR, generator), TrainingState.of(DISCRIMINATOR, discriminator));
  }

  @Override
  public SequencedMap<String, Double> step(List<Sample> batch, double rate) {
    SequencedMap<String, Double> losses = new LinkedHashMap<>();
    try (Scratch _ = new Scratch();
        NDManager own = manager.newSubManager()) {
      PictureBatch pictures = SampleArrays.of(batch, catalog, own);
      follow(passes.generatorTerms(pictures, new ArrayList<>()), losses);
      generatorAdam.step(rate);
      follow(passes.discriminatorTerms(pictures), losses);
      discriminatorAdam.step(rate);
    }
    average.ifPresent(each -> each.follow(generator, generatorAdam.steps()));
    return losses;
  }

  private static void follow(Terms terms, SequencedMap<String, Double> losses) {
    terms.followBack();
    terms.byName().forEach((name, term) -> losses.put(name, (double) term.getFloat()));
  }

  /// Whether the generator that is used later is an average.
  boolean averages() {
    return average.isPresent();
  }

  /// The generator that is used later: the average where one is kept. Its running statistics are
  /// then still those of the network that is trained.
  Weights delivered() {
    return average.map(Average::weights).orElseGet(() -> generator.weights(Map.of()));
  }

  @Override
  public Weights state() {
    Weights both =
        TrainingState.both(
            TrainingState.joined(
                generator.weights(Map.of()), GENERATOR, generatorAdam.state(), GENERATOR_MOMENTS),
            TrainingState.joined(
                discriminator.weights(Map.of()),
                DISCRIMINATOR,
                discriminatorAdam.state(),
                DISCRIMINATOR_MOMENTS));
    return average
        .map(each -> TrainingState.both(both, TrainingState.of(AVERAGE, each.weights())))
        .orElse(both);
  }

  @Override
  public void close() {
    manager.close();
  }
}
