package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.Segment;
import io.resail.retrieval.Query;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitStore;
import io.resail.retrieval.UnitStore.Acknowledgement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/// An index that a contract is held against, empty at first. A subclass of a contract opens it.
@ExtendWith(Seeds.class)
abstract class IndexContract {
  static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);

  private IndexUnderTest index;

  /// Opens an empty index of that catalogue.
  protected abstract IndexUnderTest open(ClassCatalog catalog) throws Exception;

  @BeforeEach
  final void openEmpty() throws Exception {
    index = open(CATALOG);
  }

  @AfterEach
  final void close() throws Exception {
    index.closing().close();
  }

  final Retriever retriever() {
    return index.retriever();
  }

  final UnitStore store() {
    return index.store();
  }

  /// Puts the units and returns what must be answered about them.
  final FakeRetriever holding(List<RetrievalUnit> units) {
    store().put(units, Acknowledgement.VISIBLE);
    return FakeRetriever.of(CATALOG, units);
  }

  static RetrievalRequest map(SplittableRandom random) {
    LabelMap map =
        LabelMaps.labelsOnly(random, CATALOG, 1 + random.nextInt(60), 1 + random.nextInt(60));
    return RetrievalRequest.of(new Query.WholeMap(map));
  }

  static Segment segment(SplittableRandom random, int classId) {
    RetrievalUnit unit = Units.of(random, "query", classId, "", Masks.any(random));
    return new Segment(classId, random.nextBoolean(), unit.box(), unit.mask());
  }

  static RetrievalRequest masks(Segment... segments) {
    return RetrievalRequest.of(new Query.Masks(List.of(segments)));
  }

  final List<SegmentMatches> answers(RetrievalRequest request) {
    return retriever().retrieve(request, Patience.endless()).segments();
  }

  final void answersAs(FakeRetriever exhaustive, RetrievalRequest request) {
    Retrieval expected = exhaustive.retrieve(request, Patience.endless());

    Retrieval found = retriever().retrieve(request, Patience.endless());

    sameAnswers(found.segments(), expected.segments());
    assertThat(found.summary().segments()).isEqualTo(expected.segments().size());
  }

  /// The same but for what they cost.
  static void sameAnswers(List<SegmentMatches> found, List<SegmentMatches> expected) {
    assertThat(found)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("effort")
        .isEqualTo(expected);
  }

  final List<RetrievalUnit> fetched(List<String> ids) {
    List<RetrievalUnit> units = new ArrayList<>();
    retriever().fetch(ids, Patience.endless(), units::add);
    return units;
  }

  static List<String> ids(List<RetrievalUnit> units) {
    return units.stream().map(RetrievalUnit::id).toList();
  }

  static void refuses(Fault fault, String subject, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(fault);
              assertThat(e.subject().orElse("")).isEqualTo(subject);
            });
  }
}
