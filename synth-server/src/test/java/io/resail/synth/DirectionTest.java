package io.resail.synth;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.testing.OneWay;
import org.junit.jupiter.api.Test;

class DirectionTest {
  @Test
  void packagesUseOnlyThoseBeforeThemAndKeepTheirLibraries() {
    assertThat(
            OneWay.of(
                    ResailSynthesizer.class,
                    "io.resail.synth.guidance",
                    "io.resail.synth.weights",
                    "io.resail.synth.label",
                    "io.resail.synth.network",
                    "io.resail.synth.plan",
                    "io.resail.synth.batching",
                    "io.resail.synth.engine",
                    "io.resail.synth",
                    "io.resail.synth.server")
                .keeping(
                    "ai.djl",
                    "io.resail.synth.network",
                    "io.resail.synth.plan",
                    "io.resail.synth.engine")
                .keeping("io.grpc", "io.resail.synth.server")
                .violations())
        .isEmpty();
  }
}
