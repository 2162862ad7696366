package io.resail.tools.training;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A segmentation network on disk: weights, which network they belong to, which classes it sees.
///
/// A safetensors file whose metadata holds `format`, `label_nc`, `narrower`, `catalogue`,
/// `provenance` and, if it is no U-Net, `build`. Immutable, any thread.
///
/// @param network which it is
/// @param catalogue fingerprint of the classes it was trained on
/// @param provenance for people: where the weights come from
/// @param weights the tensors, without metadata
public record SegmenterCheckpoint(
    SegmentationNetwork network, String catalogue, String provenance, Weights weights) {
  private static final String FORMAT = "resail-segmenter 1";

  /// @throws FaultException [Fault#DAMAGED] if the weights are not those of this network
  public SegmenterCheckpoint {
    weights = weights.withMetadata(Map.of());
    network.blueprint().check(weights);
  }

  /// Reads a file; its tensors stay mapped.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such file, [Fault#DAMAGED] if it is no
  ///     segmentation network, of another format, or its weights do not fit
  public static SegmenterCheckpoint read(Path file) {
    Weights stored = Safetensors.read(file);
    String format = stored.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new FaultException(
          Fault.DAMAGED,
          file.toString(),
          file + " is of format '" + format + "': need '" + FORMAT + "', a trained segmenter");
    }
    return new SegmenterCheckpoint(
        build(stored, file)
            .of(
                Integer.parseInt(stored.word("label_nc")),
                Integer.parseInt(stored.word("narrower"))),
        stored.word("catalogue"),
        stored.word("provenance"),
        stored);
  }

  private static SegmentationNetwork.Build build(Weights stored, Path file) {
    String word = stored.metadata().getOrDefault("build", SegmentationNetwork.Build.U_NET.name());
    return Arrays.stream(SegmentationNetwork.Build.values())
        .filter(each -> each.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.DAMAGED,
                    file.toString(),
                    file
                        + " is a network of build '"
                        + word
                        + "': need one of "
                        + Arrays.toString(SegmentationNetwork.Build.values())
                        + "; it may be of a newer Resail"));
  }

  /// Writes a file, or replaces it, in one step.
  ///
  /// @throws FaultException [Fault#BROKEN] if it cannot be written
  public void write(Path file) {
    Safetensors.write(file, described());
  }

  /// The same in half precision, for a file of half the size.
  public SegmenterCheckpoint halved() {
    return new SegmenterCheckpoint(network, catalogue, provenance, weights.halved());
  }

  /// SHA-256 of weights and words, hexadecimal.
  public String hash() {
    return described().hash();
  }

  /// Refuses classes other than those it was trained on.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming both
  public void requireCatalogue(String fingerprint) {
    if (!catalogue.equals(fingerprint)) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "segmenter",
          "a segmenter of classes with fingerprint "
              + catalogue
              + " for data of fingerprint "
              + fingerprint
              + ": train one on this data set");
    }
  }

  private Weights described() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("format", FORMAT);
    if (network.build() != SegmentationNetwork.Build.U_NET) {
      // Files from before there was a choice hold U-Nets and keep their hashes.
      words.put("build", network.build().name());
    }
    words.put("label_nc", Integer.toString(network.labels()));
    words.put("narrower", Integer.toString(network.narrower()));
    words.put("catalogue", catalogue);
    words.put("provenance", provenance);
    return weights.withMetadata(words);
  }
}
