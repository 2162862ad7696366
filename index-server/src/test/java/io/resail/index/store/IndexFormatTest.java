package io.resail.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import io.resail.retrieval.Snapshot;
import io.resail.testing.Catalogs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFormatTest {
  @ParameterizedTest
  @EnumSource(InstanceRule.class)
  void keepsTheCatalogue(InstanceRule rule) {
    IndexFormat format = new IndexFormat(Catalogs.of(rule), 17);
    assertThat(IndexFormat.read(format.userData(), "here")).isEqualTo(format);
  }

  @Test
  void keepsNamesOfAnyKind() {
    ClassCatalog odd =
        new ClassCatalog(
            "two\nlines and a \\n",
            InstanceRule.PLAIN,
            List.of(
                new LabelClass(3, " traffic  light\n", 0xffffff, true),
                new LabelClass(7, "Straße \\", 0, false)),
            new TreeSet<>(List.of(255)),
            new TreeMap<>(),
            40);
    assertThat(IndexFormat.read(new IndexFormat(odd, 1).userData(), "here").catalog())
        .isEqualTo(odd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4", "0", "next"})
  void refusesAnotherVersionAndNamesBoth(String version) {
    Map<String, String> data = new IndexFormat(Catalogs.of(InstanceRule.PLAIN), 1).userData();
    data.put("resail.format", version);
    assertThatThrownBy(() -> IndexFormat.read(data, "here"))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED))
        .hasMessageContaining("version " + version)
        .hasMessageContaining("version " + IndexFormat.VERSION);
  }

  @Test
  void keepsSnapshots() {
    IndexFormat format =
        new IndexFormat(Catalogs.of(InstanceRule.PLAIN), 9)
            .with(
                List.of(
                    new Snapshot("b", 3, 0, Instant.ofEpochMilli(7)),
                    new Snapshot("a.1_-", 8, 17, Instant.EPOCH)));
    assertThat(IndexFormat.read(format.userData(), "here")).isEqualTo(format);
    assertThat(format.at(12).snapshots()).extracting(Snapshot::name).containsExactly("a.1_-", "b");
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    IndexFormat format = new IndexFormat(Catalogs.of(InstanceRule.PLAIN), 1);
    for (String key : format.userData().keySet()) {
      Map<String, String> without = format.userData();
      without.remove(key);
      assertDamaged(without);
      Map<String, String> other = format.userData();
      other.put(key, "other");
      assertDamaged(other);
    }
  }

  private static void assertDamaged(Map<String, String> data) {
    assertThatThrownBy(() -> IndexFormat.read(data, "here"))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED));
  }
}
