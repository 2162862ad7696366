package io.resail.synth.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.FaultException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkSettingsTest {
  /// Spec 6.7; each line a data set: label channels, then learned numbers per norm.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          35,  RESAIL,      126272871
          35,  SPADE,        93018051
          35,  SPADE_CAT,    93080259
          35,  NO_NORM,     155630979
          35,  SIN_SPADE,   120024639
          35,  CLADE,        67819203
          35,  SEAN,        126879905
          35,  STYLE_SPADE, 184758915
          36,  RESAIL,      126344295
          36,  SPADE,        93048003
          36,  SPADE_CAT,    93110211
          36,  NO_NORM,     155738691
          36,  SIN_SPADE,   120096063
          151, RESAIL,      134558055
          151, SPADE,        96492483
          151, SPADE_CAT,    96554691
          151, NO_NORM,     168125571
          151, SIN_SPADE,   128309823
          151, CLADE,        71427267
          183, RESAIL,      136843623
          183, SPADE,        97450947
          183, SPADE_CAT,    97513155
          183, NO_NORM,     171572355
          183, SIN_SPADE,   130595391
          183, CLADE,        72422595
          184, RESAIL,      136915047
          184, SPADE,        97480899
          184, SPADE_CAT,    97543107
          184, NO_NORM,     171680067
          184, SIN_SPADE,   130666815
          """)
  void countsAsManyLearnedNumbersAsThePaperSizedNetworkHas(int labels, NormKind norm, long count) {
    assertThat(paper(norm, labels, Upsampling.NORMAL).blueprint().learned()).isEqualTo(count);
    assertThat(
            new NetworkSettings(norm, labels, NetworkSettings.Widths.PAPER, Upsampling.MORE, 512, 2)
                .blueprint()
                .learned())
        .isEqualTo(count);
  }

  @Test
  void listsTheEntriesOfThePapersStateDict() {
    Blueprint blueprint = paper(NormKind.RESAIL, 151, Upsampling.NORMAL).blueprint();

    assertThat(blueprint.entries()).hasSize(522);
    assertThat(blueprint.entries().get("up_3.conv_s.weight_v").shape()).containsExactly(128L);
    assertThat(blueprint.entries().get("up_3.norm_s.conv_s.weight").shape())
        .containsExactly(256L, 151L, 3L, 3L);
    assertThat(blueprint.entries().get("up_0.norm_1.param_free_norm.num_batches_tracked").shape())
        .isEmpty();
    assertThat(blueprint.entries()).doesNotContainKeys("head_0.conv_s.weight_orig", "conv_s.bias");
  }

  @Test
  void theLargestGeneratorHasOneMoreBlockOfHalfTheWidth() {
    Blueprint blueprint = paper(NormKind.SPADE, 35, Upsampling.MOST).blueprint();

    assertThat(blueprint.entries().get("up_4.conv_1.weight_orig").shape())
        .containsExactly(32L, 32L, 3L, 3L);
    assertThat(blueprint.entries().get("conv_img.weight").shape()).containsExactly(3L, 32L, 3L, 3L);
  }

  @ParameterizedTest
  @CsvSource({
    "NORMAL, 256, 1,    256, 256",
    "MORE,   512, 2,    256, 512",
    "NORMAL, 128, 1.3333333333333333, 96, 128",
    "NORMAL, 100, 1,     96,  96",
    "NORMAL, 160, 2,     64, 160", // 5 / 2 rounds to even
    "NORMAL, 224, 2,    128, 224", // 7 / 2 rounds to even
  })
  void paintsWholeDoublingsOfItsLatent(
      Upsampling upsampling, int crop, double aspect, int height, int width) {
    NetworkSettings settings =
        new NetworkSettings(
            NormKind.SPADE, 12, NetworkSettings.Widths.PAPER, upsampling, crop, aspect);

    assertThat(settings.height()).isEqualTo(height);
    assertThat(settings.width()).isEqualTo(width);
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void givesBackFromWordsWhatItWas(NormKind norm) {
    NetworkSettings settings =
        new NetworkSettings(
            norm, 35, new NetworkSettings.Widths(6, 10, 24), Upsampling.MOST, 512, 4 / 3.0);
    Map<String, String> words = new LinkedHashMap<>(settings.words());
    words.put("model", "of no concern");

    assertThat(NetworkSettings.of(words)).isEqualTo(settings);
  }

  @Test
  void saysWhereLightComesFromOnlyIfThePaperHasItOtherwise() {
    NetworkSettings own = paper(NormKind.RESAIL, 35, Upsampling.NORMAL);
    NetworkSettings lit = own.with(Light.GUIDANCE);

    assertThat(own.words()).doesNotContainKey("light");
    assertThat(lit.words()).containsEntry("light", "guidance");
    assertThat(NetworkSettings.of(lit.words())).isEqualTo(lit);
    assertThat(NetworkSettings.of(own.words())).isEqualTo(own);
    assertThat(lit.sized(96, 128).light()).isEqualTo(Light.GUIDANCE);
  }

  @Test
  void namesTheWordThatIsMissingOrWrong() {
    Map<String, String> words =
        new LinkedHashMap<>(paper(NormKind.SPADE, 35, Upsampling.NORMAL).words());
    words.put("norm", "OASIS");
    assertThatThrownBy(() -> NetworkSettings.of(words))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("OASIS")
        .hasMessageContaining("RESAIL");
    words.put("norm", "SPADE");
    words.put("light", "the sun");
    assertThatThrownBy(() -> NetworkSettings.of(words))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("the sun")
        .hasMessageContaining("guidance");
    words.remove("norm");
    assertThatThrownBy(() -> NetworkSettings.of(words))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("'norm'");
  }

  @Test
  void refusesALatentTooSmallForTheNorm() {
    assertThatThrownBy(
            () ->
                new NetworkSettings(
                    NormKind.RESAIL, 12, NetworkSettings.Widths.PAPER, Upsampling.NORMAL, 64, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 2")
        .hasMessageContaining("3");
  }

  @Test
  void refusesMoreClassesThanTheNormHasLayersFor() {
    assertThatThrownBy(() -> paper(NormKind.SEAN, 36, Upsampling.NORMAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("35");
  }

  @Test
  void offersTheSameWeightsAtOtherSizesOfItsStride() {
    NetworkSettings settings = paper(NormKind.RESAIL, 35, Upsampling.NORMAL);

    NetworkSettings wide = settings.sized(160, 416);

    assertThat(wide.height()).isEqualTo(160);
    assertThat(wide.width()).isEqualTo(416);
    assertThat(wide.blueprint().entries()).isEqualTo(settings.blueprint().entries());
    assertThatThrownBy(() -> settings.sized(160, 400))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32");
  }

  private static NetworkSettings paper(NormKind norm, int labels, Upsampling upsampling) {
    return new NetworkSettings(norm, labels, NetworkSettings.Widths.PAPER, upsampling, 512, 1);
  }
}
