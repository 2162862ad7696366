package io.resail.tools.training;

import io.resail.retrieval.Retriever;
import io.resail.synth.engine.NativeEngine;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.sampling.SampleMaker;
import java.nio.file.Path;
import java.util.Optional;

/// Trains networks, from the start or from where a run was left. One run after another.
public final class Training {
  private static final SettingsFile<PainterRecipe> PAINTER =
      new SettingsFile<>(PainterRecipe.class, PainterRecipe.DEFAULT);
  private static final SettingsFile<SegmenterRecipe> SEGMENTER =
      new SettingsFile<>(SegmenterRecipe.class, SegmenterRecipe.DEFAULT);

  private final Path out;
  private final int threads;
  private final RunListener listener;

  /// Runs in a folder.
  ///
  /// @param out the folder; one that holds a run is gone on with
  /// @param threads that one operator and the making of samples use
  /// @param listener told how it gets on
  public Training(Path out, int threads, RunListener listener) {
    this.out = out;
    this.threads = threads;
    this.listener = listener;
  }

  /// Reads a recipe; what the file leaves out has its default.
  ///
  /// @throws io.resail.fault.FaultException [io.resail.fault.Fault#WRONG_INPUT] naming the setting
  ///     that is unknown or out of range
  public static PainterRecipe painter(String text, String origin) {
    return PAINTER.parse(text, origin);
  }

  /// The same for network T.
  public static SegmenterRecipe segmenter(String text, String origin) {
    return SEGMENTER.parse(text, origin);
  }

  /// The text of all settings of a recipe.
  public static String text(PainterRecipe recipe) {
    return PAINTER.write(recipe);
  }

  /// The same for network T.
  public static String text(SegmenterRecipe recipe) {
    return SEGMENTER.write(recipe);
  }

  /// Data of a generator's training.
  ///
  /// @param dataset what is learnt from, which the index was built of
  /// @param shown what grids are painted of
  /// @param retriever the index
  /// @param segmenter network T's file, if there is one
  /// @param vgg VGG-19's file, if there is one
  public record Material(
      Dataset dataset,
      Dataset shown,
      Retriever retriever,
      Optional<Path> segmenter,
      Optional<Path> vgg) {}

  /// Trains a generator.
  public void run(PainterRecipe recipe, Material material) {
    NativeEngine.start(threads);
    Optional<SegmenterCheckpoint> segmenter = material.segmenter.map(SegmenterCheckpoint::read);
    segmenter.ifPresent(each -> each.requireCatalogue(material.dataset.catalog().fingerprint()));
    try (FixedNetworks fixed =
            new FixedNetworks(segmenter, material.vgg.map(VggWeights::read), recipe.arithmetic());
        RunFolder folder = RunFolder.open(out, text(recipe))) {
      SampleMaker samples =
          new SampleMaker(recipe.sampleSettings(), material.retriever, material.dataset);
      PainterCourse course =
          new PainterCourse(recipe, material.dataset, material.shown, samples, fixed);
      new StepLoop<>(course, recipe.schedule(), recipe.keeping(), threads, folder, listener).run();
    }
  }

  /// Trains network T.
  public void run(SegmenterRecipe recipe, Dataset dataset) {
    NativeEngine.start(threads);
    try (RunFolder folder = RunFolder.open(out, text(recipe))) {
      SegmenterCourse course = new SegmenterCourse(recipe, dataset);
      new StepLoop<>(course, recipe.schedule(), recipe.keeping(), threads, folder, listener).run();
    }
  }
}
