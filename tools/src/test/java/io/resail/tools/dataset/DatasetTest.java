package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.LabelClass;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  private static final String CLASSES =
      "{\"name\": \"two\", \"classes\": [{\"label\": 0, \"name\": \"sky\", \"color\": \"#112233\"},"
          + " {\"label\": 1, \"name\": \"car\", \"color\": \"#0000ff\", \"thing\": true}]}";

  @TempDir private Path dir;

  @Test
  void cityscapesIsReadCityByCityWithInstances() {
    cityscape("train", "ulm", "ulm_000001_000019", 7, 26, 26001);
    cityscape("train", "aachen", "aachen_000000_000019", 11, 24, 24);
    cityscape("val", "lindau", "lindau_000000_000019", 8, 8, 8);

    Dataset train = Dataset.open(files().as(DatasetKind.CITYSCAPES), "train");
    Example ulm = train.examples().getLast().load();

    assertThat(train.examples())
        .extracting(ExampleRef::sourceId)
        .containsExactly("aachen_000000_000019_leftImg8bit", "ulm_000001_000019_leftImg8bit");
    assertThat(ulm.split()).isEqualTo("train");
    assertThat(ulm.labels().toLabels()).containsExactly(7, 26);
    assertThat(ulm.labels().toInstances()).containsExactly(7, 26001);
    assertThat(train.catalog().channels()).isEqualTo(35);
    assertThat(train.location().splits()).containsExactly("train", "val");
    assertThat(Dataset.open(train.location(), "val").load()).hasSize(1);
  }

  @Test
  void someExamplesAreSpreadOverAllOfThem() {
    for (int i = 0; i < 7; i++) {
      cityscape("train", "ulm", "ulm_00000" + i + "_000019", 7, 26, 26001);
    }
    Dataset train = Dataset.open(files().as(DatasetKind.CITYSCAPES), "train");

    assertThat(train.spread(3))
        .containsExactly(train.examples().get(0), train.examples().get(2), train.examples().get(4));
    assertThat(train.spread(7)).isEqualTo(train.examples());
    assertThat(train.spread(8)).isEqualTo(train.examples());
    assertThat(train.spread(0)).isEmpty();
  }

  @Test
  void ade20kIsReadWithInstancesAndItsMapping() {
    files().picture("images/training/ADE_train_00000002.jpg", 2, 1);
    files().grey("annotations/training/ADE_train_00000002.png", 2, 1, 0, 8);
    files().rgb("annotations_instance/training/ADE_train_00000002.png", 2, 1, 0, 0x010200);
    files().picture("images/validation/ADE_val_00000001.jpg", 1, 1);
    files().grey("annotations/validation/ADE_val_00000001.png", 1, 1, 150);
    files().text("categoryMapping.txt", "Instance\tScene\n1\t\t8\n2\t\t9\n2 9 3055\n");

    Dataset train = Dataset.open(files().as(DatasetKind.ADE20K), "train");
    Example example = train.examples().getFirst().load();

    assertThat(example.sourceId()).isEqualTo("ADE_train_00000002");
    assertThat(example.labels().toLabels()).containsExactly(0, 8);
    assertThat(example.labels().toInstances()).containsExactly(0, 1 << 8 | 2);
    assertThat(train.catalog().categories()).containsExactlyInAnyOrderEntriesOf(Map.of(1, 8, 2, 9));
    assertThat(train.catalog().classes().stream().filter(LabelClass::thing)).hasSize(2);
    assertThat(Dataset.open(train.location(), "val").examples().getFirst().load().labels())
        .matches(map -> !map.hasInstances());
  }

  @Test
  void theChallengesMappingIsTheBuiltInOne() {
    StringBuilder text = new StringBuilder("header\n");
    CatalogFile.builtIn("ade20k.json")
        .categories()
        .forEach((category, label) -> text.append(category + "\t" + label + "\n"));
    files().text("categoryMapping.txt", text.toString());

    assertThat(files().as(DatasetKind.ADE20K).catalog())
        .isEqualTo(CatalogFile.builtIn("ade20k.json"));
  }

  @Test
  void aMappingThatSaysNothingIsRefused() {
    for (String wrong :
        List.of("", "header\n", "h\n1\n", "h\nbed 8\n", "h\n1 151\n", "h\n1 8\n1 9\n")) {
      files().text("categoryMapping.txt", wrong);

      refused(() -> files().as(DatasetKind.ADE20K).catalog(), Fault.WRONG_INPUT, "categoryMapping");
    }
  }

  @Test
  void outdoorsIsASubsetInEitherLayout() {
    files().picture("images/ADE_train_00000007.jpg", 1, 1);
    files().picture("images/ADE_val_00000003.jpg", 1, 1);
    for (String name : List.of("ADE_train_00000007", "ADE_train_00000008", "ADE_val_00000003")) {
      files().grey("annotations/" + name + ".png", 1, 1, 3);
    }
    DatasetLocation flat = files().as(DatasetKind.ADE20K_OUTDOOR);

    assertThat(flat.splits()).containsExactly("train", "val");
    assertThat(Dataset.open(flat, "train").examples())
        .extracting(ExampleRef::sourceId)
        .containsExactly("ADE_train_00000007");
    assertThat(Dataset.open(flat, "val").load()).hasSize(1);

    files().picture("images/training/ADE_train_00000009.jpg", 1, 1);
    files().grey("annotations/training/ADE_train_00000009.png", 1, 1, 3);
    assertThat(Dataset.open(flat, "train").examples())
        .extracting(ExampleRef::sourceId)
        .containsExactly("ADE_train_00000009");
  }

  @Test
  void cocoStuffIsReadFlatOrAsReleased() {
    files().picture("train_img/000000000009.jpg", 2, 1);
    files().grey("train_label/000000000009.png", 2, 1, 0, 255);
    files().grey("train_inst/000000000009.png", 2, 1, 3, 255);
    files().picture("images/val2017/000000000139.jpg", 2, 1);
    files().grey("stuffthingmaps/val2017/000000000139.png", 2, 1, 181, 61);
    DatasetLocation coco = files().as(DatasetKind.COCO_STUFF);

    Example flat = Dataset.open(coco, "train").examples().getFirst().load();
    Example released = Dataset.open(coco, "val").examples().getFirst().load();

    assertThat(flat.labels().toLabels()).containsExactly(0, 255);
    assertThat(flat.labels().toInstances()).containsExactly(3, 255);
    assertThat(released.labels().toLabels()).containsExactly(181, 61);
    assertThat(released.labels().hasInstances()).isFalse();
    files().grey("inst/val2017/000000000139.png", 2, 1, 0, 1);
    assertThat(Dataset.open(coco, "val").examples().getFirst().load().labels().toInstances())
        .containsExactly(0, 1);
  }

  @Test
  void camVidIsRead() {
    files().picture("images/val/0016E5_07959.jpg", 3, 1);
    files().grey("labels/val/0016E5_07959.png", 3, 1, 0, 10, 11);

    Dataset val = Dataset.open(DatasetLocation.parse(dir.toString()), "val");

    assertThat(val.location().kind()).isEqualTo(DatasetKind.CAMVID);
    assertThat(val.examples().getFirst().load().labels().toLabels()).containsExactly(0, 10, 11);
  }

  @Test
  void aFolderHasSplitsOfAnyNameOrNone() {
    files().text("classes.json", CLASSES);
    files().picture("images/b.jpeg", 1, 1);
    files().picture("images/B.PNG", 1, 1);
    files().grey("labels/b.png", 1, 1, 1);
    files().grey("labels/B.png", 1, 1, 0);
    DatasetLocation folder = DatasetLocation.parse("folder:" + dir);

    assertThat(folder.splits()).containsExactly("train");
    assertThat(Dataset.open(folder, "train").examples())
        .extracting(ExampleRef::sourceId)
        .containsExactly("B", "b");

    files().picture("images/night/c.jpg", 1, 1);
    files().grey("labels/night/c.png", 1, 1, 1);
    files().grey16("instances/night/c.png", 1, 1, 700);
    assertThat(folder.splits()).containsExactly("train", "night");
    assertThat(Dataset.open(folder, "night").load().toList().getFirst().labels().toInstances())
        .containsExactly(700);
  }

  @Test
  void filesWithoutCounterpartAreRefusedWithTheOneExpected() {
    pair("a");
    files().picture("images/train/b.jpg", 1, 1);
    refused(
        () -> open("train"),
        Fault.WRONG_INPUT,
        "images/train/b.jpg: no label map " + dir.resolve("labels/train/b.png"));

    files().grey("labels/train/b.png", 1, 1, 0);
    assertThat(open("train").examples()).hasSize(2);

    Path spare = files().grey("labels/train/c.png", 1, 1, 0);
    refused(() -> open("train"), Fault.WRONG_INPUT, spare + ": no picture");
    files().picture("images/train/c.png", 1, 1);
    files().text("images/train/._c.png", "left by another file system");

    files().grey("instances/train/a.png", 1, 1, 0);
    refused(
        () -> open("train"),
        Fault.WRONG_INPUT,
        "no instance map "
            + dir.resolve("instances/train/b.png")
            + "; add the map, or take the"
            + " picture away; 1 more");
  }

  @Test
  void aLabelMapSavedAsJpegIsPointedOut() {
    files().text("classes.json", CLASSES);
    files().picture("images/train/b.jpg", 1, 1);
    files().picture("labels/train/b.jpg", 1, 1);

    refused(() -> open("train"), Fault.WRONG_INPUT, "labels/train/b.jpg; save the map as PNG");
  }

  @Test
  void twoPicturesOfOneNameAreRefused() {
    pair("a");
    files().picture("images/train/a.png", 1, 1);
    refused(() -> open("train"), Fault.WRONG_INPUT, "have one name");

    cityscape("train", "ulm", "same", 7, 26, 26001);
    cityscape("train", "bonn", "same", 7, 26, 26001);
    refused(
        () -> Dataset.open(files().as(DatasetKind.CITYSCAPES), "train"),
        Fault.WRONG_INPUT,
        "same name as");
  }

  @Test
  void aSplitThatIsNotThereIsRefusedWithThoseThatAre() {
    pair("a");

    refused(
        () -> open("val"), Fault.UNKNOWN, "no split 'val' in folder:" + dir + ": it has [train]");
    refused(
        () -> Dataset.open(files().as(DatasetKind.ADE20K), "val"),
        Fault.UNKNOWN,
        "need " + dir.resolve("images/validation/*.jpg"));
  }

  @Test
  void anExampleOfUnequalSizesIsRefusedWhenItIsLoaded() {
    files().text("classes.json", CLASSES);
    files().picture("images/train/a.jpg", 2, 3);
    files().grey("labels/train/a.png", 3, 2, 0, 0, 0, 1, 1, 1);
    ExampleRef example = open("train").examples().getFirst();

    refused(example::load, Fault.WRONG_INPUT, "3 x 2 pixels for the picture");
  }

  @Test
  void anExampleWithStrangeLabelsIsRefusedWhenItIsLoaded() {
    files().text("classes.json", CLASSES);
    files().picture("images/train/a.jpg", 1, 1);
    Path labels = files().grey("labels/train/a.png", 1, 1, 2);
    ExampleRef example = open("train").examples().getFirst();

    refused(example::load, Fault.WRONG_INPUT, labels + ": label map holds values outside");
  }

  private void cityscape(
      String split, String city, String name, int left, int right, int instance) {
    String map = "gtFine/" + split + "/" + city + "/" + name + "_gtFine_";
    files().picture("leftImg8bit/" + split + "/" + city + "/" + name + "_leftImg8bit.png", 2, 1);
    files().grey(map + "labelIds.png", 2, 1, left, right);
    files().grey(map + "trainIds.png", 2, 1, 255, 255);
    files().rgb(map + "color.png", 2, 1, 0x804080, 0x00008e);
    files().grey16(map + "instanceIds.png", 2, 1, left, instance);
  }

  private void pair(String name) {
    files().text("classes.json", CLASSES);
    files().picture("images/train/" + name + ".jpg", 1, 1);
    files().grey("labels/train/" + name + ".png", 1, 1, 0);
  }

  private Dataset open(String split) {
    return Dataset.open(files().as(DatasetKind.FOLDER), split);
  }

  private Fixture files() {
    return new Fixture(dir);
  }

  private static void refused(ThrowingCallable call, Fault fault, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining(words);
  }
}
