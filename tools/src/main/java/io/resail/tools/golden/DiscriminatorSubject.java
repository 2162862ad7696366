package io.resail.tools.golden;

import io.resail.synth.network.Parameters;
import io.resail.synth.network.Torch;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.tools.training.Discriminator;
import io.resail.tools.training.DiscriminatorSettings;
import io.resail.tools.training.DiscriminatorSettings.Kind;
import io.resail.tools.training.Judgement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Both discriminators, every layer of every scale (spec 6.5).
final class DiscriminatorSubject implements GoldenSubject {
  private static final String INPUT = ".in.image";

  /// SESAME multiplies features, so that its numbers are larger than others'.
  private static final double SESAME_BOUND = 2e-4;

  @Override
  public boolean answersFor(String file) {
    return file.startsWith("discriminator");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    Kind kind =
        switch (golden.word("arch")) {
          case "MultiscaleDiscriminator" -> Kind.MULTISCALE;
          case "SesameMultiscaleDiscriminator" -> Kind.SESAME;
          case String other -> throw new IllegalArgumentException("no discriminator " + other);
        };
    double bound = kind == Kind.SESAME ? SESAME_BOUND : ArrayCases.BOUND;
    try (ArrayCases arrays = new ArrayCases(golden, cases)) {
      DiscriminatorSettings settings =
          new DiscriminatorSettings(kind, arrays.number("label_nc"), arrays.number("ndf"));
      for (String name : List.copyOf(golden.tensors().keySet())) {
        if (name.endsWith(INPUT)) {
          String prefix = name.substring(0, name.length() - INPUT.length());
          Parameters parameters = arrays.parameters("state.");
          cases.together(
              prefix + ".eval",
              bound,
              golden.under(prefix + ".eval."),
              () ->
                  layers(
                      judged(
                          arrays, prefix, new Discriminator(settings, parameters.evaluation()))));
          Weights trained = golden.under(prefix + ".train.");
          if (!trained.tensors().isEmpty()) {
            cases.together(
                prefix + ".train",
                bound,
                trained,
                () ->
                    last(
                        judged(
                            arrays, prefix, new Discriminator(settings, parameters.training()))));
            cases.together(
                "train.after",
                bound,
                golden.under("train.after."),
                () -> parameters.weights(Map.of()));
          }
        }
      }
    }
  }

  private static Judgement judged(ArrayCases arrays, String prefix, Discriminator discriminator) {
    return discriminator.judge(
        Torch.oneHot(arrays.array(prefix + ".in.label"), arrays.number("label_nc")),
        arrays.array(prefix + INPUT));
  }

  private static Weights layers(Judgement judgement) {
    Map<String, Tensor> layers = new LinkedHashMap<>();
    for (int scale = 0; scale < judgement.scales().size(); scale++) {
      for (int layer = 0; layer < judgement.scales().get(scale).size(); layer++) {
        layers.put(
            "d" + scale + ".l" + layer,
            ArrayCases.tensor(judgement.scales().get(scale).get(layer)));
      }
    }
    return new Weights(layers, Map.of());
  }

  private static Weights last(Judgement judgement) {
    Map<String, Tensor> logits = new LinkedHashMap<>();
    for (int scale = 0; scale < judgement.scales().size(); scale++) {
      logits.put("d" + scale + ".last", ArrayCases.tensor(judgement.scales().get(scale).getLast()));
    }
    return new Weights(logits, Map.of());
  }
}
