package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NormKind;
import io.resail.tools.sampling.Sample;
import io.resail.tools.sampling.SampleMaker;
import io.resail.tools.sampling.SmallWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PainterCourseTest {
  private static final String RECIPE =
      """
      {
        "generator": {"norm": "%s", "width": 2, "normWidth": 4, "styleWidth": 4, "crop": 128},
        "losses": {"perceptual": 0, "segmentation": 0},
        "samples": {"mode": "fixed", "load": 160, "matches": 2}
      }
      """;

  @TempDir private static Path worldFolder;
  private static SmallWorld world;

  @BeforeAll
  static void makeWorld() throws IOException {
    world = new SmallWorld(worldFolder, 4, 128, 128);
  }

  @AfterAll
  static void closeWorld() {
    world.close();
  }

  /// Twins see the same maps and photographs in the same frames.
  @ParameterizedTest
  @EnumSource(NormKind.class)
  void unitsAreLookedForWhereTheyAreSeenAndNothingElseDiffers(NormKind norm) {
    PainterRecipe recipe = Training.painter(RECIPE.replace("%s", norm.name()), "test");
    SampleMaker maker = new SampleMaker(recipe.sampleSettings(), world.index(), world.train());
    PainterCourse course =
        new PainterCourse(
            recipe,
            world.train(),
            world.validation(),
            maker,
            new FixedNetworks(Optional.empty(), Optional.empty(), Arithmetic.FLOAT32));

    for (int i = 0; i < course.examples(); i++) {
      Sample sample = course.sample(i, new SplittableRandom(i));
      Sample guided = maker.train(world.train().examples().get(i), new SplittableRandom(i));

      assertThat(sample.labels()).isEqualTo(guided.labels());
      assertThat(sample.toImage()).isEqualTo(guided.toImage());
      assertThat(guided.coverage()).isPositive();
      assertThat(sample.coverage()).isEqualTo(norm.readsGuidance() ? guided.coverage() : 0);
    }
  }
}
