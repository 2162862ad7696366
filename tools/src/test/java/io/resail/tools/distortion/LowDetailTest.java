package io.resail.tools.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.Box;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import org.junit.jupiter.api.Test;

class LowDetailTest {
  private final Fixture golden = new Fixture("degrade.safetensors");

  @Test
  void agreesWithTheReferenceToTheBit() {
    RgbImage image = golden.image("degrade.in");
    double ratio = golden.tensor("degrade.ratio").doubles()[0];
    Box whole = new Box(0, 0, image.width(), image.height());

    Resampling.Pasted vague = LowDetail.lose(image, whole, image.width(), image.height(), ratio);

    assertThat(vague.box()).isEqualTo(whole);
    assertThat(vague.image()).isEqualTo(golden.image("degrade.out"));
  }

  @Test
  void aSinglePixelStaysAPicture() {
    Resampling.Pasted vague = LowDetail.lose(RgbImage.black(1, 1), new Box(0, 0, 1, 1), 1, 1, 0.5);

    assertThat(vague.box()).isEqualTo(new Box(0, 0, 1, 1));
  }
}
