package io.resail.tools.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Torch;
import io.resail.synth.weights.Weights;
import io.resail.tools.training.GanLoss;
import io.resail.tools.training.Judgement;
import io.resail.tools.training.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every loss on made-up outputs of discriminators and other networks (spec 7).
final class LossSubject implements GoldenSubject {
  /// Losses are sums of many numbers: the reference is good to this share of the value.
  private static final double SHARE = 1e-5;

  private static final Map<String, GanLoss> GAN =
      Map.of(
          "hinge", GanLoss.HINGE,
          "ls", GanLoss.LEAST_SQUARES,
          "original", GanLoss.ORIGINAL,
          "w", GanLoss.WASSERSTEIN);

  @Override
  public boolean answersFor(String file) {
    return file.equals("losses");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    try (ArrayCases arrays = new ArrayCases(golden, cases)) {
      Judgement painted = judgement(golden, arrays, "fake");
      Judgement real = judgement(golden, arrays, "real");
      GAN.forEach(
          (name, loss) -> {
            arrays.compareNumber(name + ".d_real", SHARE, () -> loss.ofReal(logits(real)));
            arrays.compareNumber(name + ".d_fake", SHARE, () -> loss.ofPainted(logits(painted)));
            arrays.compareNumber(name + ".g", SHARE, () -> loss.ofGenerator(logits(painted)));
          });
      arrays.compareNumber(
          "feature_matching_x10",
          SHARE,
          () -> Torch.times(Losses.featureMatching(painted, real), arrays.number("lambda_feat")));
      perceptual(golden, arrays);
      segmentation(arrays);
      arrays.compareNumber(
          "kld.value",
          SHARE,
          () -> Losses.divergence(arrays.array("kld.mu"), arrays.array("kld.logvar")));
    }
  }

  private static void perceptual(Weights golden, ArrayCases arrays) {
    List<NDArray> painted = new ArrayList<>();
    List<NDArray> real = new ArrayList<>();
    for (int layer = 0; golden.find("perc.fake" + layer).isPresent(); layer++) {
      painted.add(arrays.array("perc.fake" + layer));
      real.add(arrays.array("perc.real" + layer));
    }
    arrays.compareNumber("perc.value", SHARE, () -> Losses.perceptual(painted, real));
    arrays.compareNumber(
        "perc.value_x10",
        SHARE,
        () -> Torch.times(Losses.perceptual(painted, real), arrays.number("lambda_vgg")));
  }

  private static void segmentation(ArrayCases arrays) {
    int weight = arrays.number("seg_weight");
    NDArray labels = arrays.array("seg.label");
    NDArray logits = arrays.array("seg.logits");
    arrays.compare(
        "seg.weight_map",
        ArrayCases.BOUND,
        () -> Losses.classWeights(labels, Math.toIntExact(logits.getShape().get(1))));
    arrays.compareNumber("seg.value", SHARE, () -> Losses.segmentation(logits, labels));
    arrays.compareNumber(
        "seg.value_x5", SHARE, () -> Torch.times(Losses.segmentation(logits, labels), weight));
    arrays.compare(
        "seg.grad_logits_of_x5",
        1e-6,
        () -> {
          JniUtils.attachGradient((PtNDArray) logits, true);
          try (Recording _ = Recording.on()) {
            NDArray loss = Torch.times(Losses.segmentation(logits, labels), weight);
            JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
          }
          return JniUtils.getGradient((PtNDArray) logits);
        });
  }

  private static List<NDArray> logits(Judgement judgement) {
    return judgement.scales().stream().map(List::getLast).toList();
  }

  private static Judgement judgement(Weights golden, ArrayCases arrays, String prefix) {
    List<List<NDArray>> scales = new ArrayList<>();
    for (int scale = 0; golden.find(prefix + ".d" + scale + ".l0").isPresent(); scale++) {
      List<NDArray> layers = new ArrayList<>();
      String stem = prefix + ".d" + scale + ".l";
      for (int layer = 0; golden.find(stem + layer).isPresent(); layer++) {
        layers.add(arrays.array(stem + layer));
      }
      scales.add(layers);
    }
    return new Judgement(scales);
  }
}
