package io.resail.tools.training;

import ai.djl.ndarray.NDManager;
import io.resail.raster.RgbImage;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.Generator;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.SpectralVectors;
import io.resail.synth.weights.Weights;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.sampling.Sample;
import io.resail.tools.sampling.SampleMaker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A generator learning to paint, through the same segmenter, index and guidance that serve. One
/// thread, but for [#sample].
final class PainterCourse implements Course<Sample> {
  /// Enough for fresh weights, whose largest singular values stand little above the others.
  private static final int SETTLING = 10;

  /// Batches that an average takes its statistics from: of what they were before one part in 68 is
  /// left.
  private static final int RECALIBRATION_BATCHES = 40;

  private final PainterRecipe recipe;
  private final Dataset dataset;
  private final Dataset shown;
  private final SampleMaker samples;
  private final SampleMaker shownSamples;
  private final NetworkSettings generator;
  private final DiscriminatorSettings discriminator;
  private final FixedNetworks fixed;
  private Optional<Delivery> last = Optional.empty();

  /// What is delivered after so many steps.
  private record Delivery(long steps, Weights weights) {}

  /// @param dataset what is learnt from
  /// @param shown what grids are painted of
  /// @param samples makes samples of both; none of its units are looked for where the network does
  ///     not see them, but for the grids
  PainterCourse(
      PainterRecipe recipe,
      Dataset dataset,
      Dataset shown,
      SampleMaker samples,
      FixedNetworks fixed) {
    this.recipe = recipe;
    this.dataset = dataset;
    this.shown = shown;
    this.generator = recipe.generator().settings(dataset.catalog().channels());
    this.samples = generator.readsGuidance() ? samples : samples.unguided();
    this.shownSamples = samples;
    this.discriminator =
        new DiscriminatorSettings(
            recipe.discriminator().kind(),
            dataset.catalog().channels(),
            recipe.discriminator().width());
    this.fixed = fixed;
  }

  @Override
  public int examples() {
    return dataset.examples().size();
  }

  @Override
  public Sample sample(int example, SplittableRandom random) {
    return samples.train(dataset.examples().get(example), random);
  }

  @Override
  public String name(Sample sample) {
    return sample.sourceId();
  }

  @Override
  public Trainee<Sample> begin(Optional<Weights> state) {
    return new PainterTrainee(
        recipe,
        generator,
        discriminator,
        fixed,
        dataset.catalog(),
        state.orElseGet(this::untrained));
  }

  private Weights untrained() {
    long seed = recipe.schedule().seed();
    return PainterTrainee.untrained(
        SpectralVectors.settled(
            generator.blueprint().initial(seed, recipe.generator().initialization()), SETTLING),
        SpectralVectors.settled(discriminator.blueprint().initial(~seed), SETTLING));
  }

  @Override
  public List<Path> illustrate(Trainee<Sample> trainee, long steps, RunFolder folder) {
    List<Sample> rows =
        shown.spread(recipe.keeping().sampleRows()).stream()
            .map(example -> shownSamples.evaluate(example, 0))
            .toList();
    List<List<RgbImage>> pictures = new ArrayList<>();
    try (NDManager own = NativeEngine.newManager();
        Parameters parameters = Parameters.load(delivered((PainterTrainee) trainee, steps), own);
        Recording _ = Recording.off()) {
      for (Sample row : rows) {
        try (Scratch _ = new Scratch();
            NDManager one = own.newSubManager()) {
          PictureBatch batch = SampleArrays.of(List.of(row), dataset.catalog(), one);
          float[] painted =
              new Generator(generator, parameters.evaluation())
                  .paint(batch.labels(), batch.retrieved())
                  .toFloatArray();
          pictures.addAll(SampleGrid.painted(List.of(row), painted, dataset.catalog()));
        }
      }
    }
    return List.of(
        SampleGrid.write(
            folder,
            steps,
            generator.norm() + " after " + steps + " steps, " + shown.split(),
            List.of("label map", "guidance", "painted", "photograph"),
            pictures));
  }

  @Override
  public List<Path> deliver(Trainee<Sample> trainee, long steps, RunFolder folder) {
    Checkpoint made = checkpoint((PainterTrainee) trainee, steps);
    Path file = folder.file("generator.safetensors");
    made.write(file);
    Path half = folder.file("generator-half.safetensors");
    made.halved().write(half);
    return List.of(file, half);
  }

  private Checkpoint checkpoint(PainterTrainee trainee, long steps) {
    return new Checkpoint(
        (generator.norm() + "-" + dataset.catalog().name()).toLowerCase(Locale.ROOT),
        generator,
        recipe.samples().composition(),
        dataset.catalog().fingerprint(),
        true,
        "trained on "
            + dataset.catalog().name()
            + ", "
            + examples()
            + " images, "
            + steps
            + " steps of "
            + recipe.schedule().batch()
            + ", seed "
            + recipe.schedule().seed(),
        delivered(trainee, steps));
  }

  /// The generator that is used later. Where that is an average its running statistics are taken
  /// anew, since those of the network it follows are of other weights: batches of examples pass
  /// through it with the guidance that it is later given.
  private Weights delivered(PainterTrainee trainee, long steps) {
    if (!trainee.averages()) {
      return trainee.delivered();
    }
    if (last.isEmpty() || last.get().steps != steps) {
      last = Optional.of(new Delivery(steps, recalibrated(trainee.delivered())));
    }
    return last.get().weights;
  }

  private Weights recalibrated(Weights average) {
    try (NDManager manager = NativeEngine.newManager();
        Parameters parameters = Parameters.load(average, manager);
        Recording _ = Recording.off()) {
      SplittableRandom random = new SplittableRandom(recipe.schedule().seed());
      for (int i = 0; i < RECALIBRATION_BATCHES; i++) {
        List<Sample> batch = new ArrayList<>();
        for (int k = 0; k < recipe.schedule().batch(); k++) {
          batch.add(
              samples.served(dataset.examples().get(random.nextInt(examples())), random.split()));
        }
        try (Scratch _ = new Scratch();
            NDManager own = manager.newSubManager()) {
          PictureBatch pictures = SampleArrays.of(batch, dataset.catalog(), own);
          new Generator(generator, parameters.training())
              .paint(pictures.labels(), pictures.retrieved());
        }
      }
      return parameters.weights(Map.of());
    }
  }
}
