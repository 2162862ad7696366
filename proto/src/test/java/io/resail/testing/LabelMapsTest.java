package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class LabelMapsTest {
  @RepeatedTest(50)
  void masksHaveAPixel(SplittableRandom random) {
    assertThat(Masks.any(random).area()).isPositive();
  }

  @RepeatedTest(50)
  void mapsHoldTheCataloguesLabelsOnly(SplittableRandom random) {
    ClassCatalog catalog = Catalogs.any(random);

    catalog.require(LabelMaps.any(random, catalog));
  }

  @RepeatedTest(50)
  void instancesOfCityscapesNameTheirLabel(SplittableRandom random) {
    ClassCatalog catalog = Catalogs.of(InstanceRule.CITYSCAPES);
    LabelMap map = LabelMaps.withInstances(random, catalog, 30, 20);

    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 30; x++) {
        int instance = map.instance(x, y);
        assertThat(instance < 100 ? instance : instance / 1000).isEqualTo(map.label(x, y));
      }
    }
  }

  @RepeatedTest(50)
  void instancesOfAde20kNameAMappedCategory(SplittableRandom random) {
    ClassCatalog catalog = Catalogs.of(InstanceRule.ADE20K);
    LabelMap map = LabelMaps.withInstances(random, catalog, 30, 20);

    for (int value : map.toInstances()) {
      assertThat(value == 0 || catalog.categories().containsKey(value >> 8)).isTrue();
      assertThat(value != 0 && (value & 0xff) == 0).isFalse();
    }
  }
}
