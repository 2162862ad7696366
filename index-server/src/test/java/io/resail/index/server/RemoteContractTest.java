package io.resail.index.server;

import io.resail.raster.ClassCatalog;
import io.resail.testing.CallerContract;
import io.resail.testing.FakeRetriever;
import io.resail.testing.IndexUnderTest;
import io.resail.testing.RetrieverContract;
import io.resail.testing.UnitStoreContract;
import org.junit.jupiter.api.Nested;

/// A remote index behaves as an embedded one, over both transports.
class RemoteContractTest {
  private static IndexUnderTest overNetty(ClassCatalog catalog) {
    FakeRetriever fake = new FakeRetriever(catalog);
    return ServedIndex.overNetty(IndexServerSettings.DEFAULT, fake, fake).underTest();
  }

  private static IndexUnderTest inProcess(ClassCatalog catalog) {
    FakeRetriever fake = new FakeRetriever(catalog);
    return ServedIndex.inProcess(IndexServerSettings.DEFAULT, fake, fake).underTest();
  }

  @Nested
  class AnswersOverNetty extends RetrieverContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return overNetty(catalog);
    }
  }

  @Nested
  class CallersOverNetty extends CallerContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return overNetty(catalog);
    }
  }

  @Nested
  class ChangesOverNetty extends UnitStoreContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return overNetty(catalog);
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
}
