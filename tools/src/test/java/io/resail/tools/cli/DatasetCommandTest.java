package io.resail.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.RgbImage;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.scenes.Weather;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetCommandTest extends CommandLineTest {
  private static final int SCENES = 6;
  private static final int SIDE = 32;

  @Test
  void demoScenesAreInTheWeatherAskedFor() {
    String side = "" + SIDE;
    String data = "" + folder.resolve("data");

    assertThat(
            run(
                "dataset",
                "demo",
                data,
                "--weather",
                "FAIR",
                "--images",
                "" + SCENES,
                "--val",
                "0",
                "--width",
                side,
                "--height",
                side))
        .as(err.toString())
        .isZero();

    Dataset painted = Dataset.open(DatasetLocation.parse("folder:" + data), "train");
    List<RgbImage> images = painted.examples().stream().map(each -> each.load().image()).toList();
    assertThat(images).isEqualTo(scenes(Weather.FAIR)).isNotEqualTo(scenes(Weather.ANY));
  }

  private static List<RgbImage> scenes(Weather weather) {
    DemoScenes scenes = new DemoScenes(1, weather, SIDE, SIDE);
    return IntStream.range(0, SCENES).mapToObj(i -> scenes.example(i, "train").image()).toList();
  }
}
