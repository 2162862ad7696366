package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Networks that look at painted images and do not learn: those of the perceptual and the
/// segmentation loss. One thread; the caller closes it.
final class FixedNetworks implements AutoCloseable {
  private final NDManager manager = NativeEngine.newManager();
  private final Optional<SegmenterCheckpoint> segmenter;
  private final Optional<Parameters> segmenterParameters;
  private final Optional<Parameters> vgg;
  private final Arithmetic arithmetic;

  /// @param segmenter network T, if given
  /// @param vgg VGG-19, if given; without it T's features stand in for its
  /// @param arithmetic in which numbers they convolve
  FixedNetworks(
      Optional<SegmenterCheckpoint> segmenter, Optional<VggWeights> vgg, Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
    this.segmenter = segmenter;
    this.segmenterParameters = segmenter.map(each -> Parameters.load(each.weights(), manager));
    this.vgg = vgg.map(each -> Parameters.load(each.weights(), manager));
  }

  /// The losses that a recipe asks for beside those of the discriminator.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if one needs a network that was not given
  List<AdversarialPasses.Extra> losses(PainterRecipe.LossWeights weights) {
    List<AdversarialPasses.Extra> losses = new ArrayList<>();
    if (weights.perceptual() > 0) {
      if (vgg.isEmpty() && segmenter.isEmpty()) {
        throw missing("losses.perceptual", "--vgg or --segmenter");
      }
      losses.add(new Weighted("perceptual", false, (float) weights.perceptual(), this::perceptual));
    }
    if (weights.segmentation() > 0) {
      if (segmenter.isEmpty()) {
        throw missing("losses.segmentation", "--segmenter");
      }
      losses.add(new Weighted("segmentation", true, (float) weights.segmentation(), this::seen));
    }
    return losses;
  }

  private static FaultException missing(String setting, String option) {
    return new FaultException(
        Fault.WRONG_INPUT,
        setting,
        setting + " is not 0 and there is no network for it: give " + option + ", or set it to 0");
  }

  private State state(Optional<Parameters> network) {
    return network.orElseThrow().evaluation().convolving(arithmetic);
  }

  /// Features of the painted image near those of the photograph.
  private NDArray perceptual(NDArray painted, PictureBatch batch) {
    NDArray photograph = batch.image();
    if (vgg.isPresent()) {
      State state = state(vgg);
      return Losses.perceptual(Vgg19.features(state, painted), Vgg19.features(state, photograph));
    }
    SegmentationNetwork network = segmenter.orElseThrow().network();
    State state = state(segmenterParameters);
    return Losses.perceptualAlike(
        network.fineFeatures(state, painted), network.fineFeatures(state, photograph));
  }

  /// Classes of the label map seen in the painted image.
  private NDArray seen(NDArray painted, PictureBatch batch) {
    NDArray logits = segmenter.orElseThrow().network().logits(state(segmenterParameters), painted);
    return Losses.segmentation(logits, batch.labels());
  }

  /// A loss, its weight taken.
  private record Weighted(
      String name,
      boolean onBothPaths,
      float weight,
      BiFunction<NDArray, PictureBatch, NDArray> loss)
      implements AdversarialPasses.Extra {
    @Override
    public NDArray of(NDArray painted, PictureBatch batch) {
      return Torch.times(loss.apply(painted, batch), weight);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
