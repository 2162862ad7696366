package io.resail.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class PastedTest {
  @RepeatedTest(200)
  void isTheResizedCanvasBitForBit(SplittableRandom random) {
    int width = 1 + random.nextInt(60);
    int height = 1 + random.nextInt(60);
    int toWidth = random.nextInt(4) == 0 ? width : 1 + random.nextInt(90);
    int toHeight = random.nextInt(4) == 0 ? height : 1 + random.nextInt(90);
    int left = random.nextInt(width);
    int top = random.nextInt(height);
    Box place =
        new Box(left, top, 1 + random.nextInt(width - left), 1 + random.nextInt(height - top));
    byte[] samples = new byte[3 * (int) place.area()];
    random.nextBytes(samples);
    RgbImage picture = RgbImage.wrap(place.width(), place.height(), samples);
    RgbImage canvas = in(width, height, place, picture);

    Resampling.Pasted pasted =
        Resampling.bicubicPasted(picture, place, width, height, toWidth, toHeight);

    assertThat(in(toWidth, toHeight, pasted.box(), pasted.image()))
        .isEqualTo(Resampling.bicubic(canvas, toWidth, toHeight));
  }

  @Test
  void refusesAPlaceOutsideTheCanvas() {
    assertThatThrownBy(
            () ->
                Resampling.bicubicPasted(RgbImage.black(4, 4), new Box(7, 0, 4, 4), 10, 10, 20, 20))
        .hasMessageContaining("inside the canvas");
  }

  private static RgbImage in(int width, int height, Box box, RgbImage picture) {
    byte[] canvas = new byte[3 * width * height];
    for (int y = 0; y < box.height(); y++) {
      for (int x = 0; x < box.width(); x++) {
        for (int c = 0; c < 3; c++) {
          canvas[3 * ((box.top() + y) * width + box.left() + x) + c] =
              (byte) picture.sample(x, y, c);
        }
      }
    }
    return RgbImage.wrap(width, height, canvas);
  }
}
