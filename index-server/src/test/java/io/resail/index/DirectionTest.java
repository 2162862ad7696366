package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.testing.OneWay;
import org.junit.jupiter.api.Test;

class DirectionTest {
  @Test
  void packagesUseOnlyThoseBeforeThemAndKeepTheirLibraries() {
    assertThat(
            OneWay.of(
                    UnitIndex.class,
                    "io.resail.index.segmentation",
                    "io.resail.index.descriptor",
                    "io.resail.index.store",
                    "io.resail.index.search",
                    "io.resail.index",
                    "io.resail.index.server")
                .keeping(
                    "org.apache.lucene",
                    "io.resail.index.store",
                    "io.resail.index.search",
                    "io.resail.index")
                .keeping("io.grpc", "io.resail.index.server")
                .keeping("org.slf4j", "io.resail.index.server")
                .violations())
        .isEmpty();
  }
}
