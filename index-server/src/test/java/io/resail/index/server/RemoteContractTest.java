package io.resail.index.server;

import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.raster.ClassCatalog;
import io.resail.testing.CallerContract;
import io.resail.testing.FakeRetriever;
import io.resail.testing.IndexUnderTest;
import io.resail.testing.RetrieverContract;
import io.resail.testing.SnapshotContract;
import io.resail.testing.UnitStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// A remote index behaves as an embedded one: a real one over sockets, a plain one in process.
class RemoteContractTest {
  private static IndexUnderTest overNetty(Path folder, ClassCatalog catalog) {
    UnitIndex index = UnitIndex.create(folder.resolve("index"), catalog, IndexSettings.DEFAULT);
    IndexUnderTest remote =
        ServedIndex.overNetty(IndexServerSettings.DEFAULT, index, index).underTest();
    return new IndexUnderTest(
        remote.retriever(),
        remote.store(),
        () -> {
          remote.closing().close();
          index.close();
        });
  }

  private static IndexUnderTest inProcess(ClassCatalog catalog) {
    FakeRetriever fake = new FakeRetriever(catalog);
    return ServedIndex.inProcess(IndexServerSettings.DEFAULT, fake, fake).underTest();
  }

  @Nested
  class AnswersOverNetty extends RetrieverContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return overNetty(folder, catalog);
    }
  }

  @Nested
  class CallersOverNetty extends CallerContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return overNetty(folder, catalog);
    }
  }

  @Nested
  class ChangesOverNetty extends UnitStoreContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return overNetty(folder, catalog);
    }
  }

  @Nested
  class AnswersInProcess extends RetrieverContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return inProcess(catalog);
    }
  }

  @Nested
  class CallersInProcess extends CallerContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return inProcess(catalog);
    }
  }

  @Nested
  class ChangesInProcess extends UnitStoreContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return inProcess(catalog);
    }
  }

  @Nested
  class SnapshotsOverNetty extends SnapshotContract {
    @TempDir private Path folder;

    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return overNetty(folder, catalog);
    }
  }

  @Nested
  class SnapshotsInProcess extends SnapshotContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return inProcess(catalog);
    }
  }
}
