package io.resail.index;

import io.resail.raster.ClassCatalog;
import io.resail.testing.CallerContract;
import io.resail.testing.IndexUnderTest;
import io.resail.testing.RetrieverContract;
import io.resail.testing.SnapshotContract;
import io.resail.testing.UnitStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// An index in a folder answers as an exhaustive search does.
class EmbeddedContractTest {
  private static IndexUnderTest embedded(Path folder, ClassCatalog catalog) {
    UnitIndex index = UnitIndex.create(folder.resolve("index"), catalog, IndexSettings.DEFAULT);
    return new IndexUnderTest(index, index, index);
  }

  @Nested
  class Answers extends RetrieverContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return embedded(folder, catalog);
    }
  }

  @Nested
  class Callers extends CallerContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return embedded(folder, catalog);
    }
  }

  @Nested
  class Changes extends UnitStoreContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return embedded(folder, catalog);
    }
  }

  @Nested
  class Snapshots extends SnapshotContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return embedded(folder, catalog);
    }
  }
}
