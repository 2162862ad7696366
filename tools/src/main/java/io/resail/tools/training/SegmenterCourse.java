package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.raster.ClassCatalog;
import io.resail.raster.RgbImage;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synth.weights.Weights;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.sampling.Framing;
import io.resail.tools.sampling.LabelledPictures;
import io.resail.tools.sampling.Sample;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/// Network T learning the classes of photographs. One thread, but for [#sample].
final class SegmenterCourse implements Course<Sample> {
  private static final String NETWORK = "T.";
  private static final String MOMENTS = "T_moments.";

  private final SegmenterRecipe recipe;
  private final Dataset dataset;
  private final ClassCatalog catalog;
  private final SegmentationNetwork network;
  private final LabelledPictures pictures;

  SegmenterCourse(SegmenterRecipe recipe, Dataset dataset) {
    this.recipe = recipe;
    this.dataset = dataset;
    this.catalog = dataset.catalog();
    this.network = recipe.build().of(catalog.channels(), recipe.narrower());
    this.pictures =
        new LabelledPictures(
            new Framing(
                Framing.Mode.FIXED, recipe.crop(), recipe.crop(), recipe.aspect(), recipe.flip()));
  }

  @Override
  public int examples() {
    return dataset.examples().size();
  }

  @Override
  public Sample sample(int example, SplittableRandom random) {
    return pictures.train(dataset.examples().get(example), random);
  }

  @Override
  public String name(Sample sample) {
    return sample.sourceId();
  }

  @Override
  public Trainee<Sample> begin(Optional<Weights> state) {
    return new Seeing(
        state.orElseGet(
            () -> TrainingState.of(NETWORK, network.initial(recipe.schedule().seed()))));
  }

  private final class Seeing implements Trainee<Sample> {
    private final NDManager manager = NativeEngine.newManager();
    private final Parameters parameters;
    private final Adam adam;

    Seeing(Weights state) {
      parameters = Parameters.load(state.under(NETWORK), manager);
      Adam.Rates rates = new Adam.Rates(recipe.rate(), 0.9, 0.999, 1e-8);
      adam = TrainingState.adam(state, MOMENTS, parameters, rates, manager);
    }

    @Override
    public SequencedMap<String, Double> step(List<Sample> batch, double rate) {
      SequencedMap<String, Double> losses = new LinkedHashMap<>();
      try (Scratch _ = new Scratch();
          NDManager own = manager.newSubManager()) {
        NDArray labels = SampleArrays.labels(batch, catalog, own);
        NDArray image = SampleArrays.values(batch, Sample::toImage, own);
        parameters.recordGradients(true);
        Terms terms = new Terms();
        NDArray logits;
        try (Recording _ = Recording.on()) {
          logits = network.logits(parameters.training().convolving(recipe.arithmetic()), image);
          terms.add(
              "segmentation",
              recipe.balanced()
                  ? Losses.segmentation(logits, labels)
                  : TrainingOperators.crossEntropy(logits, labels).mean());
        }
        terms.followBack();
        adam.step(rate);
        losses.put("segmentation", (double) terms.total().getFloat());
        losses.put("accuracy", accuracy(logits, labels));
      }
      return losses;
    }

    @Override
    public Weights state() {
      return TrainingState.joined(parameters.weights(Map.of()), NETWORK, adam.state(), MOMENTS);
    }

    @Override
    public void close() {
      manager.close();
    }
  }

  private static double accuracy(NDArray logits, NDArray labels) {
    NDArray seen = logits.argMax(1).toType(labels.getDataType(), false);
    return seen.eq(labels).toType(logits.getDataType(), false).mean().getFloat();
  }

  @Override
  public List<Path> illustrate(Trainee<Sample> trainee, long steps, RunFolder folder) {
    List<Sample> samples = shown();
    Seeing seeing = (Seeing) trainee;
    List<List<RgbImage>> rows;
    try (Scratch _ = new Scratch();
        Recording _ = Recording.off();
        NDManager own = seeing.manager.newSubManager()) {
      NDArray image = SampleArrays.values(samples, Sample::toImage, own);
      NDArray seen = network.logits(seeing.parameters.evaluation(), image).argMax(1);
      rows = SampleGrid.seen(samples, seen.toLongArray(), catalog);
    }
    return List.of(
        SampleGrid.write(
            folder,
            steps,
            "network T after " + steps + " steps",
            List.of("photograph", "what T sees", "label map"),
            rows));
  }

  private List<Sample> shown() {
    return dataset.spread(recipe.keeping().sampleRows()).stream().map(pictures::whole).toList();
  }

  @Override
  public List<Path> deliver(Trainee<Sample> trainee, long steps, RunFolder folder) {
    Path file = folder.file("segmenter.safetensors");
    new SegmenterCheckpoint(
            network,
            catalog.fingerprint(),
            "trained on "
                + catalog.name()
                + ", "
                + examples()
                + " images, "
                + steps
                + " steps of "
                + recipe.schedule().batch(),
            ((Seeing) trainee).parameters.weights(Map.of()))
        .write(file);
    return List.of(file);
  }
}
