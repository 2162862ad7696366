package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.Generator;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.SharedSemantics;
import io.resail.synth.network.Torch;
import java.util.List;

/// The passes of generator and discriminator that one step of training consists of (spec 7 and 8).
///
/// Both guidances go through one generator: the distorted photograph, which the result can be
/// compared with, and the retrieved units, which it is later given. Every pass is one in training:
/// running statistics and spectral vectors move each time, four times in a step. A generator that
/// reads no guidance paints the same on both paths and has the first alone, each of its losses
/// once, as such networks are published. The arrays made are released by the caller's
/// [io.resail.synth.network.Scratch]. One thread.
public final class AdversarialPasses {
  private final NetworkSettings settings;
  private final Parameters generator;
  private final DiscriminatorSettings discriminatorSettings;
  private final Parameters discriminator;
  private final Weighting weighting;
  private final Arithmetic arithmetic;

  /// Which losses count, and how much.
  ///
  /// @param gan of every path, weight 1
  /// @param features weight of [Losses#featureMatching], on the distorted path
  /// @param extras further losses of the generator
  public record Weighting(GanLoss gan, float features, List<Extra> extras) {
    public Weighting {
      extras = List.copyOf(extras);
    }
  }

  /// A loss of a painted image besides those of the discriminator.
  public interface Extra {
    /// Its name among the terms.
    String name();

    /// Whether the retrieval path has it as well as the distorted one.
    boolean onBothPaths();

    /// The weighted loss.
    NDArray of(NDArray painted, PictureBatch batch);
  }

  public AdversarialPasses(
      NetworkSettings settings,
      Parameters generator,
      DiscriminatorSettings discriminatorSettings,
      Parameters discriminator,
      Weighting weighting,
      Arithmetic arithmetic) {
    this.settings = settings;
    this.generator = generator;
    this.discriminatorSettings = discriminatorSettings;
    this.discriminator = discriminator;
    this.weighting = weighting;
    this.arithmetic = arithmetic;
  }

  /// The generator's loss, ready to be followed back to its parameters; the discriminator's record
  /// nothing.
  ///
  /// @param painted takes what was painted from the distorted guidance, then from the retrieved if
  ///     the network reads guidance
  public Terms generatorTerms(PictureBatch batch, List<NDArray> painted) {
    generator.recordGradients(true);
    discriminator.recordGradients(false);
    Terms terms = new Terms();
    NDArray map = Torch.oneHot(batch.labels(), settings.labels());
    try (Recording _ = Recording.on();
        SharedSemantics semantics = semantics(batch)) {
      NDArray fromDistorted = paint(batch, batch.distorted(), semantics);
      Discriminator.Pair seen = judge(map, fromDistorted, batch);
      terms.add("GAN", weighting.gan.ofGenerator(seen.painted().logits()));
      terms.add(
          "GAN_Feat",
          Torch.times(Losses.featureMatching(seen.painted(), seen.real()), weighting.features));
      for (Extra extra : weighting.extras) {
        terms.add(extra.name(), extra.of(fromDistorted, batch));
      }
      painted.add(fromDistorted);
      if (!settings.readsGuidance()) {
        return terms;
      }
      NDArray fromRetrieved = paint(batch, batch.retrieved(), semantics);
      seen = judge(map, fromRetrieved, batch);
      terms.add("GAN_for_retrieval_instance", weighting.gan.ofGenerator(seen.painted().logits()));
      for (Extra extra : weighting.extras) {
        if (extra.onBothPaths()) {
          terms.add(extra.name() + "_retrieval", extra.of(fromRetrieved, batch));
        }
      }
      painted.add(fromRetrieved);
    }
    return terms;
  }

  /// The discriminator's loss on images painted anew, ready to be followed back to its parameters;
  /// the generator's record nothing.
  public Terms discriminatorTerms(PictureBatch batch) {
    generator.recordGradients(false);
    discriminator.recordGradients(true);
    Terms terms = new Terms();
    NDArray map = Torch.oneHot(batch.labels(), settings.labels());
    try (Recording _ = Recording.on();
        SharedSemantics semantics = semantics(batch)) {
      Discriminator.Pair seen = judge(map, paint(batch, batch.distorted(), semantics), batch);
      terms.add("D_Fake", weighting.gan.ofPainted(seen.painted().logits()));
      terms.add("D_real", weighting.gan.ofReal(seen.real().logits()));
      if (!settings.readsGuidance()) {
        return terms;
      }
      seen = judge(map, paint(batch, batch.retrieved(), semantics), batch);
      terms.add("D_Fake_for_retrieval", weighting.gan.ofPainted(seen.painted().logits()));
      terms.add("D_real_retrieval", weighting.gan.ofReal(seen.real().logits()));
    }
    return terms;
  }

  private SharedSemantics semantics(PictureBatch batch) {
    return new SharedSemantics(batch.labels(), settings.labels());
  }

  private NDArray paint(PictureBatch batch, NDArray guidance, SharedSemantics semantics) {
    return new Generator(settings, generator.training().convolving(arithmetic))
        .paint(batch.labels(), guidance, semantics);
  }

  private Discriminator.Pair judge(NDArray map, NDArray painted, PictureBatch batch) {
    return new Discriminator(discriminatorSettings, discriminator.training().convolving(arithmetic))
        .judge(map, painted, batch.image());
  }
}
