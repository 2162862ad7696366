package io.resail.tools.golden;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Upsampling;
import io.resail.synth.weights.Weights;
import io.resail.tools.training.Adam;
import io.resail.tools.training.AdversarialPasses;
import io.resail.tools.training.DiscriminatorSettings;
import io.resail.tools.training.GanLoss;
import io.resail.tools.training.PictureBatch;
import io.resail.tools.training.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One whole step of training: losses, gradients and parameters of both networks (spec 8).
final class TrainStepSubject implements GoldenSubject {
  /// Share of a loss: ten times the reference's own noise.
  private static final double LOSS_SHARE = 1e-5;

  @Override
  public boolean answersFor(String file) {
    return file.equals("train_step");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    double generatorRate = Double.parseDouble(golden.word("lr_G"));
    double discriminatorRate = Double.parseDouble(golden.word("lr_D"));
    try (ArrayCases arrays = new ArrayCases(golden, cases);
        Parameters generator = arrays.parameters("init.G.");
        Parameters discriminator = arrays.parameters("init.D.")) {
      AdversarialPasses passes = passes(golden, arrays, generator, discriminator);
      PictureBatch batch =
          new PictureBatch(
              arrays.array("in.label"),
              arrays.array("in.image"),
              arrays.array("in.distorted_gt"),
              arrays.array("in.retrieval"));
      StepCases step = new StepCases(golden, cases);

      List<NDArray> painted = new ArrayList<>();
      Terms terms = passes.generatorTerms(batch, painted);
      arrays.compare("g_step.fake_from_distorted_gt", ArrayCases.BOUND, () -> painted.getFirst());
      compare(arrays, "g_loss.", terms);
      terms.followBack();
      step.gradients("g_step.grad", generator.gradients());
      move(arrays, golden, generator, generatorRate);
      step.moved("g_step.after.G", "g_step.grad", generator.weights(Map.of()), generatorRate);
      step.cancelled("g_step.after.G", generator.weights(Map.of()), generatorRate);
      step.statistics("g_step.after.D", discriminator.weights(Map.of()), ArrayCases.BOUND);

      terms = passes.discriminatorTerms(batch);
      compare(arrays, "d_loss.", terms);
      terms.followBack();
      step.gradients("d_step.grad", discriminator.gradients());
      move(arrays, golden, discriminator, discriminatorRate);
      step.moved(
          "d_step.after.D", "d_step.grad", discriminator.weights(Map.of()), discriminatorRate);
      // The generator has moved meanwhile, by a whole rate up or down where its gradient is noise.
      step.statistics("d_step.after.G", generator.weights(Map.of()), 5 * generatorRate);
    }
  }

  private static AdversarialPasses passes(
      Weights golden, ArrayCases arrays, Parameters generator, Parameters discriminator) {
    int labels = arrays.number("label_nc");
    if (!golden.word("netD").equals("multiscale")) {
      throw new IllegalArgumentException("no step with discriminator " + golden.word("netD"));
    }
    return new AdversarialPasses(
        new NetworkSettings(
            NormKind.RESAIL,
            labels,
            new NetworkSettings.Widths(arrays.number("ngf"), arrays.number("hidden"), 1),
            Upsampling.NORMAL,
            arrays.number("crop_size"),
            1),
        generator,
        new DiscriminatorSettings(
            DiscriminatorSettings.Kind.MULTISCALE, labels, arrays.number("ndf")),
        discriminator,
        new AdversarialPasses.Weighting(GanLoss.HINGE, arrays.number("lambda_feat"), List.of()),
        Arithmetic.FLOAT32);
  }

  private static void compare(ArrayCases arrays, String prefix, Terms terms) {
    terms
        .byName()
        .forEach((name, term) -> arrays.compareNumber(prefix + name, LOSS_SHARE, () -> term));
    arrays.compareNumber(prefix + "total", LOSS_SHARE, terms::total);
  }

  private static void move(ArrayCases arrays, Weights golden, Parameters parameters, double rate) {
    Adam.Rates rates =
        new Adam.Rates(
            rate,
            Double.parseDouble(golden.word("beta1")),
            Double.parseDouble(golden.word("beta2")),
            Double.parseDouble(golden.word("adam_eps")));
    try (Adam adam = Adam.begin(parameters, rates, arrays.manager())) {
      adam.step(1);
    }
  }
}
