package io.resail.index.search;

import io.resail.index.store.UnitFields;
import io.resail.retrieval.UnitFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Which units a search may return, as Lucene queries. Immutable, any thread.
///
/// What is left out is kept apart from what is let in, because it is nearly always a handful of
/// units among all: those are listed, while what is let in is marked unit by unit.
///
/// @param only units outside it are not returned; empty for all
/// @param without units inside it are not returned; empty for none
public record UnitSelection(Optional<Query> only, Optional<Query> without) {
  /// Every unit.
  public static final UnitSelection ALL = new UnitSelection(Optional.empty(), Optional.empty());

  /// The units that a filter lets through.
  public static UnitSelection of(UnitFilter filter) {
    List<Query> only = new ArrayList<>();
    anyOf(UnitFields.SPLIT, filter.splits()).ifPresent(only::add);
    anyOf(UnitFields.LICENCE, filter.licences()).ifPresent(only::add);
    filter.tags().forEach(tag -> only.add(new TermQuery(new Term(UnitFields.TAG, tag))));
    if (filter.smallestArea() > 0) {
      only.add(IntPoint.newRangeQuery(UnitFields.AREA, filter.smallestArea(), Integer.MAX_VALUE));
    }
    List<Query> without = new ArrayList<>();
    anyOf(UnitFields.SOURCE, filter.excludedSources()).ifPresent(without::add);
    anyOf(UnitFields.ID, filter.excludedUnits()).ifPresent(without::add);
    return new UnitSelection(joined(only, Occur.FILTER), joined(without, Occur.SHOULD));
  }

  private static Optional<Query> anyOf(String field, Collection<String> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new TermInSetQuery(field, values.stream().map(BytesRef::new).toList()));
  }

  private static Optional<Query> joined(List<Query> parts, Occur occur) {
    if (parts.size() < 2) {
      return parts.stream().findFirst();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    parts.forEach(part -> all.add(part, occur));
    return Optional.of(all.build());
  }
}
