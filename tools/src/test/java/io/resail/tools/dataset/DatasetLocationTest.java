package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetLocationTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(DatasetKind.class)
  void theKindMayBeNamed(DatasetKind kind) {
    DatasetLocation location = DatasetLocation.parse(kind.word() + ":" + dir);

    assertThat(location).isEqualTo(new DatasetLocation(kind, dir));
    assertThat(location).hasToString(kind.word() + ":" + dir);
    assertThat(DatasetLocation.parse(location.toString())).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({
    "classes.json, FOLDER",
    "leftImg8bit/val/bonn/bonn_1_leftImg8bit.png, CITYSCAPES",
    "annotations/training/ADE_train_00000001.png, ADE20K",
    "annotations/validation/ADE_val_00000001.png, ADE20K",
    "categoryMapping.txt, ADE20K",
    "train_img/1.jpg, COCO_STUFF",
    "val_img/1.jpg, COCO_STUFF",
    "images/train2017/1.jpg, COCO_STUFF",
    "images/train/0006R0_f00930.jpg, CAMVID",
  })
  void theKindIsToldFromTheLayout(String file, DatasetKind kind) {
    new Fixture(dir).picture(file, 1, 1);

    assertThat(DatasetLocation.parse(dir.toString()).kind()).isEqualTo(kind);
  }

  @Test
  void aFolderOfUnknownLayoutIsRefusedWithTheKinds() {
    new Fixture(dir).picture("images/train/a.jpg", 1, 1);

    assertThatThrownBy(() -> DatasetLocation.parse(dir.toString()))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContainingAll(dir.toString(), "ade20k-outdoor", "classes.json");
  }

  @Test
  void noFolderIsRefused() {
    for (String text : new String[] {"folder:" + dir + "/no", dir + "/no", "other:" + dir}) {
      assertThatThrownBy(() -> DatasetLocation.parse(text))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN))
          .hasMessageContaining("is not a folder");
    }
  }
}
