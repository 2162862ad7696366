package io.resail.synth.engine;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.Light;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.SpectralVectors;
import io.resail.synth.network.Workload;
import io.resail.synth.plan.PaintPlan;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A generator on disk: weights, which network they belong to, and which classes they know.
///
/// A safetensors file whose metadata holds `format`, `model`, `catalogue`, `trained`,
/// `provenance`, the words of [NetworkSettings], and `guidance` where that is not as the paper has
/// it. Floating-point tensors may be stored in half precision. Immutable, any thread.
///
/// @param model its name
/// @param settings which generator it is
/// @param guidance how the guidance that it reads is composed
/// @param catalogue fingerprint of the classes it was made for
/// @param trained false for freshly initialised weights, whose pictures mean nothing
/// @param provenance for people: where the weights come from
/// @param weights the tensors, without metadata
public record Checkpoint(
    String model,
    NetworkSettings settings,
    GuidanceRule guidance,
    String catalogue,
    boolean trained,
    String provenance,
    Weights weights) {
  private static final String FORMAT = "resail-generator 1";

  /// Enough for fresh weights, whose largest singular values stand little above the others.
  private static final int POWER_ITERATIONS = 10;

  /// @throws FaultException [Fault#DAMAGED] if the weights are not those of this network
  public Checkpoint {
    weights = weights.withMetadata(Map.of());
    settings.blueprint().check(weights);
  }

  /// Freshly initialised weights.
  public static Checkpoint untrained(
      String model, NetworkSettings settings, String catalogue, long seed) {
    return new Checkpoint(
        model,
        settings,
        GuidanceRule.INTENDED,
        catalogue,
        false,
        "untrained, initialised from seed " + seed,
        SpectralVectors.settled(settings.blueprint().initial(seed), POWER_ITERATIONS));
  }

  /// Reads a file; its tensors stay mapped.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such file, [Fault#DAMAGED] if it is no
  ///     generator, of another format, or its weights do not fit its settings
  public static Checkpoint read(Path file) {
    Weights stored = Safetensors.read(file);
    String format = stored.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new FaultException(
          Fault.DAMAGED,
          file.toString(),
          file
              + " is of format '"
              + format
              + "': this version reads '"
              + FORMAT
              + "'; import PyTorch files first");
    }
    return new Checkpoint(
        stored.word("model"),
        NetworkSettings.of(stored.metadata()),
        GuidanceRule.named(
            stored.metadata().getOrDefault("guidance", GuidanceRule.INTENDED.word())),
        stored.word("catalogue"),
        Boolean.parseBoolean(stored.word("trained")),
        stored.word("provenance"),
        stored);
  }

  /// Writes a file, or replaces it, in one step.
  ///
  /// @throws FaultException [Fault#BROKEN] if it cannot be written
  public void write(Path file) {
    Safetensors.write(file, described());
  }

  /// The same with floating-point tensors in half precision, for a file of half the size.
  public Checkpoint halved() {
    return new Checkpoint(
        model, settings, guidance, catalogue, trained, provenance, weights.halved());
  }

  /// The same weights, painting in another light; the provenance says so.
  public Checkpoint with(Light light) {
    return new Checkpoint(
        model,
        settings.with(light),
        guidance,
        catalogue,
        trained,
        provenance + "; light " + light + " put in afterwards",
        weights);
  }

  /// Refuses classes other than those it was made for.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming both
  public void requireCatalogue(ClassCatalog catalog) {
    if (!catalogue.equals(catalog.fingerprint())) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "file",
          "model '"
              + model
              + "' is for the classes "
              + catalogue
              + ", the data is of "
              + catalog.fingerprint()
              + " ("
              + catalog
              + "): give a model of the same classes");
    }
  }

  /// SHA-256 of weights and words, hexadecimal.
  public String hash() {
    return described().hash();
  }

  /// What it takes to hold it on a processor and to paint one image of its own size, counted from
  /// its network.
  public Workload counted() {
    return PaintPlan.counted(settings);
  }

  private Weights described() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("format", FORMAT);
    words.put("model", model);
    words.put("catalogue", catalogue);
    words.put("trained", Boolean.toString(trained));
    words.put("provenance", provenance);
    if (guidance != GuidanceRule.INTENDED) {
      words.put("guidance", guidance.word());
    }
    words.putAll(settings.words());
    return weights.withMetadata(words);
  }
}
