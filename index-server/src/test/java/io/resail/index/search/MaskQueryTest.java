package io.resail.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.index.descriptor.SquareMask;
import io.resail.index.store.StoredUnit;
import io.resail.index.store.UnitCodec;
import io.resail.index.store.UnitFields;
import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Match;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitFilter;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs of many blocks, on any split into index segments, laid out in any way.
@ExtendWith(Seeds.class)
class MaskQueryTest {
  private static final int CLASSES = 3;
  private static final Sort BY_CLASS =
      new Sort(new SortField(UnitFields.ORDER, SortField.Type.LONG));
  private static final UnitFilter FILTER =
      new UnitFilter(
          Set.of("image 1", "image 2"), Set.of("u3"), Set.of("train"), Set.of(), Set.of(), 40);

  /// One way to write the units.
  ///
  /// @param blocks whether in the layout of blocks, or as Lucene writes by itself
  /// @param sorted whether units of a class are brought together
  /// @param segments index segments
  private record Layout(boolean blocks, boolean sorted, int segments) {
    IndexWriterConfig config() {
      IndexWriterConfig config =
          new IndexWriterConfig(null)
              .setCodec(blocks ? new UnitCodec() : Codec.getDefault())
              .setMergePolicy(NoMergePolicy.INSTANCE);
      return sorted ? config.setIndexSort(BY_CLASS) : config;
    }

    void write(Directory directory, List<RetrievalUnit> units, List<String> deleted)
        throws IOException {
      int inSegment = Math.ceilDiv(units.size(), segments);
      try (IndexWriter writer = new IndexWriter(directory, config())) {
        for (int i = 0; i < units.size(); i++) {
          writer.addDocument(StoredUnit.document(units.get(i)));
          if ((i + 1) % inSegment == 0) {
            writer.flush();
          }
        }
        for (String id : deleted) {
          writer.deleteDocuments(new Term(UnitFields.ID, id));
        }
      }
    }
  }

  /// An oval, of which bounds tell nearly all, or anything, of which they tell little.
  private static Mask shape(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return Masks.any(random);
    }
    int width = random.nextInt(8, 60);
    int height = random.nextInt(8, 60);
    double left = random.nextDouble(-0.5, 0.5);
    double top = random.nextDouble(-0.5, 0.5);
    double radius = random.nextDouble(0.3, 1.2);
    long[] words = new long[(width * height + 63) >>> 6];
    words[0] = 1;
    for (int i = 0; i < width * height; i++) {
      double x = 2.0 * (i % width) / width - 1 - left;
      int row = i / width;
      double y = 2.0 * row / height - 1 - top;
      words[i >>> 6] |= Math.hypot(x, y) < radius ? 1L << i : 0;
    }
    return Mask.ofWords(width, height, words);
  }

  private static List<RetrievalUnit> units(SplittableRandom random, int number) {
    List<Mask> often = Stream.generate(() -> Masks.any(random)).limit(20).toList();
    List<RetrievalUnit> units = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Mask mask = random.nextInt(3) == 0 ? often.get(random.nextInt(often.size())) : shape(random);
      units.add(
          new RetrievalUnit(
              "u" + i,
              random.nextInt(4) == 0 ? random.nextInt(CLASSES) : 0,
              "image " + random.nextInt(20),
              random.nextBoolean() ? "train" : "val",
              new Box(0, 0, mask.width(), mask.height()),
              mask,
              RgbImage.black(mask.width(), mask.height()),
              "",
              Set.of()));
    }
    return units;
  }

  private static Target target(SplittableRandom random, List<RetrievalUnit> units) {
    Mask mask =
        random.nextInt(3) == 0 ? units.get(random.nextInt(units.size())).mask() : Masks.any(random);
    return new Target(
        random.nextInt(2) * random.nextInt(CLASSES),
        SquareMask.of(mask),
        (long) mask.width() * mask.height());
  }

  private static List<List<Match>> answers(
      Directory directory, List<Target> targets, UnitFilter filter, int k, boolean exhaustively)
      throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      BoundedSearch search =
          new BoundedSearch(new IndexSearcher(reader), UnitSelection.of(filter), k, () -> false);
      List<List<Match>> answers = new ArrayList<>();
      for (Target target : targets) {
        answers.add(
            (exhaustively ? search.exhaustive() : search).answer(target).answer().matches());
      }
      return answers;
    }
  }

  @RepeatedTest(6)
  void answersAreTheExactOnesHoweverUnitsAreLaidOut(SplittableRandom random) throws IOException {
    List<RetrievalUnit> units = units(random, random.nextInt(300, 900));
    List<String> deleted =
        IntStream.range(0, units.size())
            .filter(i -> random.nextInt(6) == 0)
            .mapToObj(i -> "u" + i)
            .toList();
    List<Target> targets = Stream.generate(() -> target(random, units)).limit(8).toList();
    List<Layout> layouts =
        List.of(
            new Layout(true, true, 1),
            new Layout(true, true, random.nextInt(2, 9)),
            new Layout(true, false, random.nextInt(1, 4)),
            new Layout(false, random.nextBoolean(), random.nextInt(1, 4)));
    for (UnitFilter filter : List.of(UnitFilter.NONE, FILTER)) {
      for (int k : new int[] {1, 10, 1000}) {
        List<List<Match>> expected = List.of();
        for (Layout layout : layouts) {
          try (Directory directory = new ByteBuffersDirectory()) {
            layout.write(directory, units, deleted);
            if (expected.isEmpty()) {
              expected = answers(directory, targets, filter, k, true);
            }
            assertThat(answers(directory, targets, filter, k, false))
                .as("%s, k = %d", layout, k)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @RepeatedTest(5)
  void isAQueryThatComposesWithOthers(SplittableRandom random) throws IOException {
    List<RetrievalUnit> units = units(random, 400);
    Target target = target(random, units);
    try (Directory directory = new ByteBuffersDirectory()) {
      new Layout(true, true, 3).write(directory, units, List.of("u0", "u1"));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        MaskQuery query = new MaskQuery(target, 20, UnitSelection.ALL);
        List<Match> matches =
            answers(directory, List.of(target), UnitFilter.NONE, 20, true).getFirst();
        ScoreDoc[] found = searcher.search(query, 50).scoreDocs;
        assertThat(Arrays.stream(found).map(doc -> MaskQuery.score(doc.score)).toList())
            .isEqualTo(matches.stream().map(Match::score).toList());
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        both.add(query, Occur.MUST);
        both.add(new TermQuery(new Term(UnitFields.SPLIT, "train")), Occur.FILTER);
        assertThat(searcher.count(both.build()))
            .isEqualTo(
                (int)
                    matches.stream()
                        .map(match -> units.get(Integer.parseInt(match.unitId().substring(1))))
                        .filter(unit -> unit.split().equals("train"))
                        .count());
      }
    }
  }

  @RepeatedTest(3)
  void anAnswerThatRanOutOfTimeSaysSoWheneverThatWas(SplittableRandom random) throws IOException {
    List<RetrievalUnit> units = units(random, 1500);
    Target target = target(random, units);
    try (Directory directory = new ByteBuffersDirectory()) {
      new Layout(true, true, 3).write(directory, units, List.of());
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        List<Match> exact =
            answers(directory, List.of(target), UnitFilter.NONE, 300, true).getFirst();
        int answered = 0;
        for (int asked = 0; answered == 0; asked++) {
          int[] left = {asked};
          Answer answer =
              new BoundedSearch(
                      new IndexSearcher(reader), UnitSelection.ALL, 300, () -> left[0]-- <= 0)
                  .answer(target)
                  .answer();
          if (answer instanceof Answer.OutOfTime early) {
            assertThat(early.matches().size()).isLessThanOrEqualTo(exact.size());
          } else {
            assertThat(answer.matches()).isEqualTo(exact);
            assertThat(asked).as("times it was asked whether to stop").isGreaterThan(5);
            answered++;
          }
        }
      }
    }
  }

  @RepeatedTest(3)
  void blocksOfOtherSizesAndCountsAreSkippedUnread(SplittableRandom random) throws IOException {
    List<RetrievalUnit> units = units(random, 3000);
    try (Directory directory = new ByteBuffersDirectory()) {
      new Layout(true, true, 1).write(directory, units, List.of());
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        Mask mask = units.get(random.nextInt(units.size())).mask();
        Target target = new Target(0, SquareMask.of(mask), (long) mask.width() * mask.height());
        var effort =
            new BoundedSearch(new IndexSearcher(reader), UnitSelection.ALL, 1, () -> false)
                .answer(target)
                .effort();
        assertThat(effort.blocksSkipped()).isPositive().isLessThan(effort.blocksSeen());
        assertThat(effort.descriptorsRead()).isPositive().isLessThan(units.size());
        assertThat(effort.masksCompared()).isPositive().isLessThan(effort.descriptorsRead());
      }
    }
  }
}
