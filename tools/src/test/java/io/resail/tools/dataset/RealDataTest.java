package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The readers on real data sets, where they lie in `shared/data` beside the repository.
class RealDataTest {
  @Test
  void camVidPairsAndIsClean() {
    DatasetLocation camVid = dataset("camvid");

    assertThat(camVid.kind()).isEqualTo(DatasetKind.CAMVID);
    assertThat(Dataset.open(camVid, "train").examples()).hasSize(367);
    assertThat(Dataset.open(camVid, "val").examples()).hasSize(101);
    DatasetReport report = DatasetCheck.run(camVid, _ -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.classes()).hasSize(12).allMatch(each -> each.pixels() > 0);
  }

  @Test
  void cocoStuffSamplesPairWithInstancesAndAreClean() {
    DatasetLocation coco = dataset("coco-stuff-samples");

    assertThat(coco.kind()).isEqualTo(DatasetKind.COCO_STUFF);
    Dataset train = Dataset.open(coco, "train");
    assertThat(train.examples()).hasSize(13);
    assertThat(train.load()).allMatch(example -> example.labels().hasInstances());
    assertThat(DatasetCheck.run(coco, _ -> {}).findings()).isEmpty();
  }

  private static DatasetLocation dataset(String name) {
    Path root = Path.of(System.getProperty("resail.root", "."));
    Path dir = root.resolve("../shared/data").resolve(name).normalize();
    assumeTrue(Files.isDirectory(dir), dir + " is not there");
    return DatasetLocation.parse(dir.toString());
  }
}
