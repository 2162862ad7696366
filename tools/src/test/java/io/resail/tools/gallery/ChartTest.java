package io.resail.tools.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.raster.RgbImage;
import io.resail.tools.gallery.Chart.Curve;
import io.resail.tools.gallery.Chart.Point;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChartTest {
  @Test
  void drawsEachCurveInAColourOfItsOwn() {
    Chart chart =
        new Chart(
            "losses",
            "step",
            List.of(
                new Curve("rising", List.of(new Point(0, 0), new Point(10, 5))),
                new Curve("falling", List.of(new Point(0, 5), new Point(10, 0)))));

    Set<Integer> colours = colours(chart.draw(400, 240));

    assertThat(colours).contains(0x16181d, 0x4e9af1, 0xf0883e);
  }

  @Test
  void aRisingCurveEndsInTheUpperRightCorner() {
    Chart chart =
        new Chart("t", "x", List.of(new Curve("c", List.of(new Point(0, 0), new Point(1, 1)))));

    RgbImage image = chart.draw(400, 240);

    int x = image.width() - 1;
    while (column(image, x).isEmpty()) {
      x--;
    }
    assertThat(x).isEqualTo(400 - 24);
    assertThat(column(image, x).getFirst()).isLessThan(100);
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    Chart chart =
        new Chart(
            "t",
            "x",
            List.of(
                new Curve(
                    "c", List.of(new Point(0, 1), new Point(1, Double.NaN), new Point(2, 3)))));

    assertThat(colours(chart.draw(400, 240))).contains(0x4e9af1);
  }

  @Test
  void drawsAnEmptyFrameForNothing() {
    assertThat(new Chart("t", "x", List.of()).draw(320, 200).width()).isEqualTo(320);
  }

  @Test
  void refusesTooSmallASize() {
    assertThatThrownBy(() -> new Chart("t", "x", List.of()).draw(10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("320 x 200");
  }

  private static Set<Integer> colours(RgbImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        colours.add(image.rgb(x, y));
      }
    }
    return colours;
  }

  /// Rows of the column that show the first curve, below the legend.
  private static List<Integer> column(RgbImage image, int x) {
    return java.util.stream.IntStream.range(60, image.height())
        .filter(y -> image.rgb(x, y) == 0x4e9af1)
        .boxed()
        .toList();
  }
}
