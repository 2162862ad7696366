package io.resail.tools.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Patience;
import io.resail.raster.LabelMap;
import io.resail.raster.Resampling;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.Devices;
import io.resail.synth.engine.Painter;
import io.resail.synth.engine.Sketch;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.network.Arithmetic;
import io.resail.synthesis.OutputSize;
import io.resail.tools.dataset.Example;
import io.resail.tools.scenes.StreetScenes;
import io.resail.tools.scenes.Weather;
import io.resail.tools.training.SegmenterCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedNetworkTest {
  private static final long MOST_BYTES = 8 << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(ShippedNetwork.class)
  void isSmallAndTheOneThatTheCardDescribes(ShippedNetwork network) throws IOException {
    Path file = network.copyTo(folder);

    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    assertThat(card()).contains(file.getFileName().toString()).contains(hash(network, file));
  }

  /// What teaches generators and what judges them are of different builds.
  @Test
  void theJudgeIsNotOfTheBuildOfTheTeacher() {
    assertThat(SegmenterCheckpoint.read(ShippedNetwork.JUDGE.copyTo(folder)).network().build())
        .isNotEqualTo(
            SegmenterCheckpoint.read(ShippedNetwork.SEGMENTER.copyTo(folder)).network().build());
  }

  private static String hash(ShippedNetwork network, Path file) {
    if (network == ShippedNetwork.SEGMENTER || network == ShippedNetwork.JUDGE) {
      SegmenterCheckpoint segmenter = SegmenterCheckpoint.read(file);
      segmenter.requireCatalogue(StreetScenes.catalog().fingerprint());
      return segmenter.hash();
    }
    Checkpoint generator = Checkpoint.read(file);
    generator.requireCatalogue(StreetScenes.catalog());
    assertThat(generator.trained()).isTrue();
    assertThat(generator.settings().norm().name()).isEqualTo(network.name());
    return generator.hash();
  }

  private static String card() throws IOException {
    try (InputStream card = ShippedNetwork.class.getResourceAsStream("weights/README.md")) {
      return new String(card.readAllBytes(), UTF_8);
    }
  }

  /// Guided by the photograph itself, it paints something nearer to it than to another one.
  @Test
  void theGuidedOneFollowsItsGuidance() {
    Checkpoint generator = Checkpoint.read(ShippedNetwork.RESAIL.copyTo(folder));
    OutputSize size = new OutputSize(generator.settings().width(), generator.settings().height());
    DemoScenes scenes = new DemoScenes(987, Weather.ANY, size.width(), size.height());
    try (Devices devices = Devices.open(2, OptionalLong.empty(), Arithmetic.FLOAT32);
        Painter painter = devices.load(generator)) {
      for (int i = 0; i < 3; i++) {
        Example own = scenes.example(2 * i, "val");
        Example other = scenes.example(2 * i + 1, "val");
        LabelMap map = Resampling.nearestB(own.labels(), size.width(), size.height());
        Sketch sketch =
            Sketch.of(size, StreetScenes.catalog().channels(map), Guidance.given(own.image()));

        byte[] painted = painter.paint(List.of(sketch), Patience.endless()).getFirst().toSamples();

        assertThat(distance(painted, own.image().toSamples()))
            .isLessThan(0.6 * distance(painted, other.image().toSamples()));
      }
    }
  }

  /// Mean absolute difference of samples.
  private static double distance(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xff) - (other[i] & 0xff));
    }
    return sum / one.length;
  }
}
