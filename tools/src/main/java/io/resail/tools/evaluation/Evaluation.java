package io.resail.tools.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.RgbImage;
import io.resail.retrieval.Retriever;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.network.Generator;
import io.resail.synth.network.Light;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synthesis.OutputSize;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.ExampleRef;
import io.resail.tools.distortion.WarpRule;
import io.resail.tools.gallery.Gallery;
import io.resail.tools.sampling.Framing;
import io.resail.tools.sampling.GuidanceSource;
import io.resail.tools.sampling.LabelledPictures;
import io.resail.tools.sampling.Sample;
import io.resail.tools.sampling.SampleMaker;
import io.resail.tools.sampling.SampleSettings;
import io.resail.tools.training.SegmenterCheckpoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Paints held-out label maps and measures what came out (spec section 9), through the index, the
/// guidance and the generator that serve. One thread.
public final class Evaluation {
  private final Material material;
  private final EvaluationSettings settings;
  private final Consumer<String> progress;
  private final ClassCatalog catalog;
  private final List<ExampleRef> examples;
  private final List<ExampleRef> shownExamples;

  /// What is evaluated on.
  ///
  /// @param held the examples whose maps are painted
  /// @param indexed what the index was built of; held examples in it are left out of their own
  ///     retrieval
  /// @param retriever the index
  /// @param segmenters networks T, as many as there are; by the first, nearness to training images
  ///     and diversity of features are measured as well
  /// @param inception the Inception network of FID, if there is one
  public record Material(
      Dataset held,
      Dataset indexed,
      Retriever retriever,
      List<SegmenterCheckpoint> segmenters,
      Optional<InceptionWeights> inception) {
    public Material {
      segmenters = List.copyOf(segmenters);
    }
  }

  /// @param progress told in words what is being done
  /// @throws FaultException [Fault#WRONG_INPUT] if data, index and T are not of the same classes,
  ///     or there are too few examples
  public Evaluation(Material material, EvaluationSettings settings, Consumer<String> progress) {
    this.material = material;
    this.settings = settings;
    this.progress = progress;
    this.catalog = material.held.catalog();
    this.examples =
        material
            .held
            .examples()
            .subList(0, Math.min(settings.images(), material.held.examples().size()));
    this.shownExamples = Dataset.spread(examples, settings.shown());
    if (examples.size() < 2) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          material.held.split(),
          examples.size()
              + " examples in split "
              + material.held.split()
              + ": need at least 2 to evaluate on");
    }
    material.segmenters.forEach(each -> each.requireCatalogue(catalog.fingerprint()));
  }

  /// Evaluates contenders of one size, each guidance as it is, which shows what painting adds to
  /// pasting, and the photographs themselves, which show what a perfect painter would get.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if a generator is of other classes or another size
  ///     than the first
  public EvaluationReport run(List<Contender> contenders) {
    NativeEngine.start();
    OutputSize size = size(contenders);
    Framing framing =
        new Framing(
            Framing.Mode.FIXED,
            size.width(),
            size.width(),
            (double) size.width() / size.height(),
            false);
    try (Eyes eyes = new Eyes(material.segmenters, material.inception, size)) {
      List<List<RgbImage>> shown = new ArrayList<>();
      Tally photographs = photographs(framing, eyes, shown);
      List<float[]> training = training(framing, eyes);
      List<Scores> scores = new ArrayList<>();
      SequencedMap<String, Scores> pasted = new LinkedHashMap<>();
      List<NamedContender> named = NamedContender.of(contenders);
      for (NamedContender each : named) {
        progress.accept("painting by " + each.name());
        Contender contender = each.contender();
        String alone = contender.guidanceName();
        Optional<Tally> guidance =
            contender.guidance() == GuidanceSource.NONE || pasted.containsKey(alone)
                ? Optional.empty()
                : Optional.of(new Tally(catalog, eyes.networks()));
        Tally tally = paint(contender, framing, eyes, shown, guidance);
        scores.add(tally.scores(each.name(), each.hash(), photographs, training));
        guidance.ifPresent(
            only -> pasted.put(alone, only.scores(alone, "", photographs, training)));
      }
      scores.addAll(pasted.sequencedValues());
      if (eyes.networks() > 0) {
        // They lie as near to training images as can be, which says nothing of a leak.
        scores.add(
            indexed(framing, eyes).scores("photographs of the index", "", photographs, List.of()));
        if (settings.disturbed()) {
          disturbed(framing, eyes)
              .forEach(
                  (how, tally) ->
                      scores.add(
                          tally.scores("photographs, " + how.words(), "", photographs, training)));
        }
      }
      scores.add(photographs.scores("photographs", "", photographs, training));
      return new EvaluationReport(protocol(named, size), scores, columns(named), shown);
    }
  }

  private OutputSize size(List<Contender> contenders) {
    OutputSize first = size(contenders.getFirst().checkpoint());
    for (Contender each : contenders) {
      Checkpoint checkpoint = each.checkpoint();
      checkpoint.requireCatalogue(catalog);
      if (!size(checkpoint).equals(first)) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            checkpoint.model(),
            "generator '"
                + checkpoint.model()
                + "' paints "
                + size(checkpoint)
                + ", the first paints "
                + first
                + ": compare generators of one size");
      }
    }
    return first;
  }

  private static OutputSize size(Checkpoint checkpoint) {
    return new OutputSize(checkpoint.settings().width(), checkpoint.settings().height());
  }

  private Tally photographs(Framing framing, Eyes eyes, List<List<RgbImage>> shown) {
    progress.accept("looking at " + examples.size() + " photographs");
    LabelledPictures pictures = new LabelledPictures(framing);
    Tally tally = new Tally(catalog, eyes.networks());
    for (ExampleRef ref : examples) {
      Sample sample = pictures.whole(ref);
      int[] truth = catalog.channels(sample.labels());
      RgbImage image = look(sample.toImage(), truth, sample.size(), eyes, tally);
      if (shownExamples.contains(ref)) {
        shown.add(new ArrayList<>(List.of(Gallery.coloured(sample.labels(), catalog), image)));
      }
    }
    return tally;
  }

  /// As many photographs of the index, whose distance is what chance makes of it.
  private Tally indexed(Framing framing, Eyes eyes) {
    progress.accept("looking at photographs of the index");
    LabelledPictures pictures = new LabelledPictures(framing);
    Tally tally = new Tally(catalog, eyes.networks());
    for (ExampleRef ref : material.indexed.spread(examples.size())) {
      Sample sample = pictures.whole(ref);
      look(sample.toImage(), catalog.channels(sample.labels()), sample.size(), eyes, tally);
    }
    return tally;
  }

  /// The photographs of the maps, disturbed in each way.
  private Map<Disturbance, Tally> disturbed(Framing framing, Eyes eyes) {
    progress.accept("disturbing photographs");
    LabelledPictures pictures = new LabelledPictures(framing);
    Map<Disturbance, Tally> tallies = new EnumMap<>(Disturbance.class);
    for (Disturbance each : Disturbance.values()) {
      tallies.put(each, new Tally(catalog, eyes.networks()));
    }
    SplittableRandom random = new SplittableRandom(1);
    for (ExampleRef ref : examples) {
      Sample sample = pictures.whole(ref);
      float[] image = sample.toImage();
      int[] classes = catalog.channels(sample.labels());
      tallies.forEach(
          (how, tally) ->
              look(
                  how.of(image, classes, sample.size(), random),
                  classes,
                  sample.size(),
                  eyes,
                  tally));
    }
    return tallies;
  }

  /// Looks at values that no generator painted.
  ///
  /// @return what was looked at
  private static RgbImage look(
      float[] values, int[] truth, OutputSize size, Eyes eyes, Tally tally) {
    RgbImage image = picture(values, size);
    eyes.look(values(image), truth, tally);
    tally.example(0);
    return image;
  }

  private List<float[]> training(Framing framing, Eyes eyes) {
    List<float[]> features = new ArrayList<>();
    if (eyes.networks() == 0) {
      return features;
    }
    progress.accept("looking at training images");
    LabelledPictures pictures = new LabelledPictures(framing);
    for (ExampleRef ref : material.indexed.spread(settings.trainingImages())) {
      Sample sample = pictures.whole(ref);
      eyes.features(photograph(sample)).ifPresent(features::add);
    }
    return features;
  }

  /// @param guidance takes what the guidance alone is worth, if that is not known yet
  private Tally paint(
      Contender contender,
      Framing framing,
      Eyes eyes,
      List<List<RgbImage>> shown,
      Optional<Tally> guidance) {
    SampleMaker maker =
        new SampleMaker(
            new SampleSettings(
                framing,
                contender.guidance(),
                contender.checkpoint().guidance(),
                true,
                false,
                WarpRule.CENTRED,
                Light.OWN,
                Math.max(1, settings.variants()),
                0,
                0),
            material.retriever,
            material.indexed);
    Tally tally = new Tally(catalog, eyes.networks());
    Checkpoint checkpoint = contender.checkpoint();
    try (Recording _ = Recording.off();
        NDManager manager = NativeEngine.newManager();
        Parameters parameters = Parameters.load(checkpoint.weights(), manager)) {
      Generator generator = new Generator(checkpoint.settings(), parameters.evaluation());
      for (int i = 0; i < examples.size(); i++) {
        List<float[]> variants = new ArrayList<>();
        for (int variant = 0; variant < settings.variants(); variant++) {
          long start = System.nanoTime();
          Sample sample = maker.evaluate(examples.get(i), variant);
          long guided = System.nanoTime();
          RgbImage image = picture(painted(generator, sample, manager), sample.size());
          tally.took(guided - start, System.nanoTime() - guided);
          variants.add(values(image));
          if (variant == 0) {
            RgbImage pasted = picture(sample.toGuidance(), sample.size());
            int[] truth = catalog.channels(sample.labels());
            eyes.look(values(image), truth, tally);
            tally.example(sample.coverage());
            guidance.ifPresent(
                only -> {
                  eyes.look(values(pasted), truth, only);
                  only.example(sample.coverage());
                });
            int row = shownExamples.indexOf(examples.get(i));
            if (row >= 0) {
              shown.get(row).add(pasted);
              shown.get(row).add(image);
            }
          }
        }
        if (variants.size() > 1) {
          tally.diversity(
              Diversity.of(
                  variants,
                  variants.stream()
                      .map(each -> eyes.features(each).orElseGet(() -> new float[0]))
                      .toList()));
        }
      }
    }
    return tally;
  }

  private float[] painted(Generator generator, Sample sample, NDManager manager) {
    OutputSize size = sample.size();
    try (Scratch _ = new Scratch();
        NDManager own = manager.newSubManager()) {
      NDArray labels =
          own.create(catalog.channels(sample.labels()), new Shape(1, size.height(), size.width()));
      NDArray guidance =
          own.create(sample.toGuidance(), new Shape(1, 3, size.height(), size.width()));
      return generator.paint(labels, guidance).toFloatArray();
    }
  }

  /// What a network sees of a sample's photograph.
  static float[] photograph(Sample sample) {
    return values(picture(sample.toImage(), sample.size()));
  }

  /// The picture of values, and nothing finer: what is measured is what a user gets.
  private static RgbImage picture(float[] values, OutputSize size) {
    return Guidance.picture(values, 0, size.width(), size.height());
  }

  private static float[] values(RgbImage image) {
    return Guidance.given(image).toValues();
  }

  private static List<String> columns(List<NamedContender> contenders) {
    List<String> columns = new ArrayList<>(List.of("label map", "photograph"));
    for (NamedContender each : contenders) {
      columns.add("guidance");
      columns.add(each.name());
    }
    return columns;
  }

  private Map<String, String> protocol(List<NamedContender> contenders, OutputSize size) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("data", material.held.location().kind().word() + ", split " + material.held.split());
    words.put("classes", catalog.name() + ", fingerprint " + catalog.fingerprint());
    words.put("images", Integer.toString(examples.size()));
    words.put("variants of each map", Integer.toString(settings.variants()));
    words.put("size", size + " pixels: photographs bicubic, maps nearest, aspect not kept");
    words.put("retrieval", "exact, the example's own image left out");
    words.put("values", "images rounded to 8 bits before they are looked at");
    words.put(
        "void",
        "in both ways: counted as a class, and left out; images and maps with a class for every"
            + " pixel give the same");
    for (NamedContender each : contenders) {
      words.put(
          each.name(), each.contender().checkpoint().provenance() + "; SHA-256 " + each.hash());
    }
    for (int i = 0; i < material.segmenters.size(); i++) {
      SegmenterCheckpoint each = material.segmenters.get(i);
      words.put(
          EvaluationReport.networkName(i),
          "of build "
              + each.network().build()
              + ", "
              + each.provenance()
              + "; SHA-256 "
              + each.hash());
    }
    material.inception.ifPresent(each -> words.put("Inception", "SHA-256 " + each.hash()));
    words.put(
        "T distance",
        "Frechet distance between the means of T's deepest features, and by level of those on the"
            + " way there, named by the share of the image's sides that they have: not FID, and"
            + " comparable only by one network. What chance makes of it stands beside 'photographs"
            + " of the index', as many or all there are");
    return words;
  }
}
