package io.resail.synth.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.synth.weights.Weights;
import io.resail.testing.Seeds;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Seeds.class)
class GeneratorTest {
  private static final int LABELS = 5;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
  private NDArray labels;
  private NDArray guidance;

  @BeforeEach
  void draw(SplittableRandom random) {
    labels = map(random, 2, 96, 96);
    guidance = picture(random, 2, 96, 96);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void paintsImagesInRangeWithEveryNormAndLeavesNothingBehind(NormKind norm, long seed) {
    try (Parameters parameters =
        Parameters.load(settings(norm).blueprint().initial(seed), manager)) {
      int before = manager.getManagedArrays().size();
      Weights weights = parameters.weights(Map.of());

      NDArray image =
          new Generator(settings(norm), parameters.evaluation()).paint(labels, guidance);

      assertThat(image.getShape()).isEqualTo(new Shape(2, 3, 96, 96));
      assertThat(image.getManager()).isSameAs(manager);
      assertThat(image.abs().max().getFloat()).isBetween(0f, 1f);
      assertThat(parameters.weights(Map.of())).isEqualTo(weights);
      image.close();
      assertThat(manager.getManagedArrays()).hasSize(before + 2); // abs and max above
    }
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void paintsABatchAsItPaintsEachOfIt(NormKind norm, SplittableRandom random) {
    Generator generator = strong(norm, random);

    NDArray both = generator.paint(labels, guidance);
    NDArray second = generator.paint(labels.get("1:2"), guidance.get("1:2"));

    // Rounding differs with the batch; the longest chain, StyleSPADE's encoder, makes it 2e-4.
    assertThat(both.get("1:2").sub(second).abs().max().getFloat()).isLessThan(1e-3f);
    assertThat(both.get("0:1").sub(second).abs().max().getFloat()).isGreaterThan(1e-2f);
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void isMovedByTheGuidanceExactlyIfItsNormIsToldOfIt(NormKind norm, SplittableRandom random) {
    Generator generator = strong(norm, random);

    NDArray one = generator.paint(labels, guidance);
    NDArray other = generator.paint(labels, guidance.neg());

    float moved = one.sub(other).abs().max().getFloat();
    if (norm == NormKind.SPADE || norm == NormKind.CLADE) {
      assertThat(moved).isZero();
    } else {
      assertThat(moved).isGreaterThan(1e-3f);
    }
  }

  /// Five layers lie between guidance and modulation: what [Initialization#XAVIER] says of them.
  @ParameterizedTest
  @CsvSource({"XAVIER, false", "KAIMING, true"})
  void hearsGuidanceBeforeAnyTrainingIfItsWeightsAreLargeEnough(
      Initialization rule, boolean heard, long seed) {
    NetworkSettings settings = settings(NormKind.RESAIL);
    try (Parameters parameters =
        Parameters.load(settings.blueprint().initial(seed, rule), manager)) {
      Generator generator = new Generator(settings, parameters.evaluation());

      NDArray one = generator.paint(labels, guidance);
      NDArray other = generator.paint(labels, guidance.neg());

      float moved = one.sub(other).abs().mean().getFloat() / one.abs().mean().getFloat();
      if (heard) {
        assertThat(moved).isGreaterThan(0.1f);
      } else {
        assertThat(moved).isLessThan(1e-4f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void letsGradientsReachEveryLearnedArray(NormKind norm, SplittableRandom random) {
    Weights weights = noisy(norm, random);
    try (Parameters parameters = Parameters.load(weights, manager)) {
      parameters.recordGradients(true);
      try (Recording _ = Recording.on();
          Scratch _ = new Scratch()) {
        NDArray image =
            new Generator(settings(norm), parameters.training()).paint(labels, guidance);
        NDArray loss = image.mul(picture(random, 2, 96, 96)).sum();
        JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
        parameters
            .learned()
            .forEach(
                (name, array) ->
                    assertThat(JniUtils.getGradient((PtNDArray) array) != null || unused(name))
                        .as(name)
                        .isTrue());
      }
      Weights after = parameters.weights(Map.of());
      assertThat(after.tensor("up_0.conv_0.weight_orig"))
          .isEqualTo(weights.tensor("up_0.conv_0.weight_orig"));
      assertThat(after.tensor("up_0.conv_0.weight_u"))
          .isNotEqualTo(weights.tensor("up_0.conv_0.weight_u"));
      assertThat(after.tensor("up_3.norm_0.param_free_norm.running_var"))
          .isNotEqualTo(weights.tensor("up_3.norm_0.param_free_norm.running_var"));
    }
  }

  /// ACE has a noise it never adds and layers for classes the label map does not have.
  private static boolean unused(String name) {
    return name.endsWith("noise_var") || name.matches(".*fc_mu([5-9]|\\d\\d)\\..*");
  }

  @Test
  void takesLabelsOfAnyIntegerTypeAndMapsOfAnySize(SplittableRandom random) {
    Generator generator = strong(NormKind.RESAIL, random);

    NDArray image = generator.paint(labels, guidance);
    NDArray same = generator.paint(labels.toType(DataType.UINT8, false), guidance);
    NDArray larger = generator.paint(map(random, 2, 130, 200), picture(random, 2, 70, 50));

    assertThat(same.sub(image).abs().max().getFloat()).isZero();
    assertThat(larger.getShape()).isEqualTo(image.getShape());
  }

  @Test
  void stopsBetweenBlocksWhenTheCallerLeavesAndLeavesNothingBehind(SplittableRandom random) {
    Generator generator = strong(NormKind.RESAIL, random);
    int before = manager.getManagedArrays().size();
    AtomicInteger asked = new AtomicInteger();

    assertThatThrownBy(
            () ->
                generator.paint(
                    labels, guidance, Patience.untilGone(() -> asked.incrementAndGet() > 4)))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.CANCELLED))
        .hasMessageContaining("block ");
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void refusesClassesItHasNoChannelForAndShapesThatDoNotFit(SplittableRandom random) {
    Generator generator = strong(NormKind.SPADE, random);
    int before = manager.getManagedArrays().size();

    try (NDArray tooLarge = labels.add(1)) {
      assertThatThrownBy(() -> generator.paint(tooLarge, guidance))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 to 4");
    }
    try (NDArray one = guidance.get("0:1")) {
      assertThatThrownBy(() -> generator.paint(labels, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[1, 3, 96, 96]");
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void saysWhichWeightsAreMissing(SplittableRandom random) {
    Parameters spade = Parameters.load(noisy(NormKind.SPADE, random), manager);

    assertThatThrownBy(
            () ->
                new Generator(settings(NormKind.RESAIL), spade.evaluation())
                    .paint(labels, guidance))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("head_0.norm_0.conv_s.weight");
  }

  @Test
  void aStyleCodeIsTheMeanOverTheClassAndZeroForAbsentOnes(SplittableRandom random) {
    NetworkSettings settings = settings(NormKind.SEAN);
    State state = Parameters.load(noisy(NormKind.SEAN, random), manager).evaluation();
    NDArray left = manager.zeros(new Shape(1, 8, 8), DataType.INT64);
    left.set(new ai.djl.ndarray.index.NDIndex(":, :, 4:"), 3);
    Conditions conditions = new Conditions(left, guidance.get("0:1"), LABELS);

    NDArray codes = StyleCodeEncoder.encode(state, conditions).perBlock().getFirst();

    assertThat(codes.getShape()).isEqualTo(new Shape(1, LABELS, settings.widths().norms()));
    assertThat(codes.get("0, 1").abs().max().getFloat()).isZero();
    assertThat(codes.get("0, 3").abs().max().getFloat()).isGreaterThan(0);
    NDArray all = manager.zeros(new Shape(1, 8, 8), DataType.INT64);
    NDArray whole =
        StyleCodeEncoder.encode(state, new Conditions(all, guidance.get("0:1"), LABELS))
            .perBlock()
            .getFirst();
    // Halves of equal size: the mean of the whole is the mean of the two.
    assertThat(
            whole
                .get("0, 0")
                .mul(2)
                .sub(codes.get("0, 0"))
                .sub(codes.get("0, 3"))
                .abs()
                .max()
                .getFloat())
        .isCloseTo(0, within(1e-5f));
  }

  private static NetworkSettings settings(NormKind norm) {
    return new NetworkSettings(
        norm, LABELS, new NetworkSettings.Widths(2, 6, 6), Upsampling.NORMAL, 96, 1);
  }

  private Generator strong(NormKind norm, SplittableRandom random) {
    return new Generator(
        settings(norm), Parameters.load(noisy(norm, random), manager).evaluation());
  }

  /// Initial weights make pictures of almost one grey: these are large enough to show differences.
  private static Weights noisy(NormKind norm, SplittableRandom random) {
    return NoisyWeights.of(settings(norm).blueprint(), random);
  }

  private NDArray map(SplittableRandom random, int count, int height, int width) {
    return manager.create(
        random.longs((long) count * height * width, 0, LABELS).toArray(),
        new Shape(count, height, width));
  }

  private NDArray picture(SplittableRandom random, int count, int height, int width) {
    float[] values = new float[count * 3 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return manager.create(values, new Shape(count, 3, height, width));
  }
}
