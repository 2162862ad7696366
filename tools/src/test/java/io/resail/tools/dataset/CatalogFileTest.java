package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import io.resail.testing.Catalogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogFileTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(InstanceRule.class)
  void aWrittenCatalogueReadsBack(InstanceRule rule) {
    ClassCatalog catalog = Catalogs.of(rule);

    assertThat(CatalogFile.read(files().put("classes.json", CatalogFile.bytes(catalog))))
        .isEqualTo(catalog);
  }

  @Test
  void namesMayHoldAnyLetters() {
    ClassCatalog catalog =
        new ClassCatalog(
            "Straßen \"1\"",
            InstanceRule.PLAIN,
            List.of(new LabelClass(3, "Bäume, \\ 木\n", 0x0a0b0c, false)),
            new TreeSet<>(),
            new TreeMap<>(),
            9);

    assertThat(CatalogFile.read(files().put("c.json", CatalogFile.bytes(catalog))))
        .isEqualTo(catalog);
  }

  @Test
  void onlyNameAndClassesAreNeeded() {
    Path file =
        files()
            .text(
                "classes.json",
                "{\"name\": \"two\", \"classes\": [{\"label\": 1, \"name\": \"car\","
                    + " \"color\": \"#0000FF\", \"thing\": true}, {\"label\": 0, \"name\": \"sky\","
                    + " \"color\": \"#112233\"}]}");

    ClassCatalog catalog = CatalogFile.read(file);

    assertThat(catalog.instanceRule()).isEqualTo(InstanceRule.PLAIN);
    assertThat(catalog.channels()).isEqualTo(2);
    assertThat(catalog.ignoredLabels()).isEmpty();
    assertThat(catalog.classes())
        .containsExactly(
            new LabelClass(0, "sky", 0x112233, false), new LabelClass(1, "car", 0x0000ff, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|no name or no classes",
        "null|need an object",
        "{\"name\": \"a\"|line 1",
        "{\"name\": \"a\", \"classes\": []}|at least 1",
        "{\"name\": \"a\", \"colours\": []}|key 'colours' means nothing here (line 1",
        "{\"name\": \"a\", \"name\": \"b\"}|name",
        "{\"name\": \"a\", \"classes\": [{\"label\": 0}]}|need a label, a name and a color",
        "{\"name\": \"a\", \"classes\": [{\"label\": \"0\", \"name\": \"x\", \"color\":"
            + " \"#000000\"}]}|line 1",
        "{\"name\": \"a\", \"classes\": [{\"label\": 0, \"name\": \"x\", \"color\":"
            + " \"red\"}]}|#rrggbb",
        "{\"name\": \"a\", \"classes\": [{\"label\": -1, \"name\": \"x\", \"color\":"
            + " \"#000000\"}]}|0 to 65535",
        "{\"name\": \"a\", \"instanceRule\": \"OTHER\", \"classes\": []}|PLAIN",
        "{\"name\": \"a\", \"channels\": 1, \"classes\": [{\"label\": 7, \"name\": \"x\","
            + " \"color\": \"#000000\"}]}|need 8",
      })
  void aFileThatDescribesNoCatalogueIsRefused(String json, String words) {
    Path file = files().text("classes.json", json);

    assertThatThrownBy(() -> CatalogFile.read(file))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContainingAll(file.toString(), words);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> CatalogFile.read(dir.resolve("classes.json")))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("classes.json is missing");
  }

  @Test
  void cityscapesIsAsTheSpecSays() {
    ClassCatalog catalog = CatalogFile.builtIn("cityscapes.json");

    assertThat(catalog.instanceRule()).isEqualTo(InstanceRule.CITYSCAPES);
    assertThat(catalog.channels()).isEqualTo(35);
    assertThat(labels(catalog)).isEqualTo(range(0, 33));
    assertThat(things(catalog)).isEqualTo(range(24, 33));
    assertThat(catalog.ignoredLabels()).isEmpty();
    assertThat(name(catalog, 7)).isEqualTo("road");
    assertThat(name(catalog, 26)).isEqualTo("car");
  }

  @Test
  void ade20kIsAsTheSpecSays() {
    ClassCatalog catalog = CatalogFile.builtIn("ade20k.json");

    assertThat(catalog.instanceRule()).isEqualTo(InstanceRule.ADE20K);
    assertThat(catalog.channels()).isEqualTo(151);
    assertThat(labels(catalog)).isEqualTo(range(0, 150));
    assertThat(catalog.ignoredLabels()).containsExactly(0);
    assertThat(catalog.categories().keySet()).isEqualTo(range(1, 100));
    assertThat(things(catalog))
        .isEqualTo(new TreeSet<>(catalog.categories().values()))
        .hasSize(100);
    assertThat(name(catalog, 1)).isEqualTo("wall");
    assertThat(name(catalog, catalog.categories().get(4))).isEqualTo("person");
    assertThat(name(catalog, 150)).isEqualTo("flag");
  }

  @Test
  void cocoStuffIsAsTheSpecSays() {
    ClassCatalog catalog = CatalogFile.builtIn("coco-stuff.json");
    Set<Integer> thingIds = range(1, 90);
    thingIds.removeAll(Set.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83));

    assertThat(catalog.instanceRule()).isEqualTo(InstanceRule.COCO_STUFF);
    assertThat(catalog.channels()).isEqualTo(183);
    assertThat(labels(catalog)).isEqualTo(range(0, 181));
    assertThat(catalog.ignoredLabels()).containsExactly(255);
    assertThat(catalog.channel(255)).isEqualTo(182);
    assertThat(things(catalog).stream().map(label -> label + 1).collect(Collectors.toSet()))
        .isEqualTo(thingIds)
        .hasSize(80);
    assertThat(catalog.byClassId(149).orElseThrow().name()).isEqualTo("road");
    assertThat(catalog.classes().stream().map(LabelClass::rgb).distinct()).hasSize(182);
  }

  @Test
  void camVidHasElevenClassesAndVoid() {
    ClassCatalog catalog = CatalogFile.builtIn("camvid.json");

    assertThat(catalog.channels()).isEqualTo(12);
    assertThat(catalog.classes())
        .extracting(LabelClass::name)
        .containsExactly(
            "sky",
            "building",
            "pole",
            "road",
            "pavement",
            "tree",
            "sign",
            "fence",
            "car",
            "pedestrian",
            "bicyclist");
    assertThat(things(catalog)).isEqualTo(range(8, 10));
    assertThat(catalog.channel(11)).isEqualTo(11);
  }

  private Fixture files() {
    return new Fixture(dir);
  }

  private static String name(ClassCatalog catalog, int label) {
    return catalog.byClassId(label).orElseThrow().name();
  }

  private static Set<Integer> labels(ClassCatalog catalog) {
    return catalog.classes().stream().map(LabelClass::label).collect(Collectors.toSet());
  }

  private static Set<Integer> things(ClassCatalog catalog) {
    return catalog.classes().stream()
        .filter(LabelClass::thing)
        .map(LabelClass::label)
        .collect(Collectors.toSet());
  }

  private static Set<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().collect(Collectors.toSet());
  }
}
