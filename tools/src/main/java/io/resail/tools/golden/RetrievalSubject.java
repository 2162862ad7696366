package io.resail.tools.golden;

import io.resail.fault.Patience;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.Match;
import io.resail.retrieval.Query;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitFilter;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Scores and ranks (spec section 3), through a real index in a folder of its own.
final class RetrievalSubject implements GoldenSubject {
  private static final double SCORE_BOUND = 1e-6;

  @Override
  public boolean answersFor(String file) {
    return file.equals("retrieval");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    long[] classes = golden.tensor("class_id").longs();
    List<Mask> masks =
        IntStream.range(0, classes.length)
            .mapToObj(i -> ResizeSubject.mask(golden.tensor("mask." + id(i)), 0))
            .toList();
    squares(golden, cases, masks);
    top(golden, cases, classes, masks);
    // Scores between classes are asked of an index in which all units are of one class.
    scores(golden, cases, masks);
  }

  private static String id(int unit) {
    return String.format(Locale.ROOT, "%02d", unit);
  }

  private static void squares(Weights golden, Cases cases, List<Mask> masks) {
    Tensor expected = golden.tensor("norm_masks");
    int side = (int) expected.shape()[1];
    byte[] given = new byte[masks.size() * side * side];
    long[] areas = new long[masks.size()];
    int at = 0;
    for (int i = 0; i < masks.size(); i++) {
      Mask square = Resampling.nearestA(masks.get(i), side, side);
      areas[i] = square.area();
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++, at++) {
          given[at] = (byte) (square.has(x, y) ? 1 : 0);
        }
      }
    }
    cases.same("norm_masks", expected.bytes(), given);
    cases.same("norm_area", golden.tensor("norm_area").longs(), areas);
  }

  private static void top(Weights golden, Cases cases, long[] classes, List<Mask> masks) {
    Tensor expected = golden.tensor("top10");
    int matches = (int) expected.shape()[1];
    long[] units = new long[masks.size() * matches];
    float[] scores = new float[units.length];
    Arrays.fill(units, -1);
    Arrays.fill(scores, Float.NaN);
    try (Folder folder = new Folder();
        UnitIndex index = index(folder, masks, classes)) {
      for (int i = 0; i < masks.size(); i++) {
        List<Match> found =
            search(index, (int) classes[i], masks.get(i), matches, UnitFilter.excludingUnit(id(i)));
        for (int rank = 0; rank < found.size(); rank++) {
          units[i * matches + rank] = Integer.parseInt(found.get(rank).unitId());
          scores[i * matches + rank] = found.get(rank).score();
        }
      }
    }
    cases.same("top10", expected.longs(), units);
    cases.within("top10_score", SCORE_BOUND, golden.tensor("top10_score").floats(), scores);
  }

  private static void scores(Weights golden, Cases cases, List<Mask> masks) {
    int count = masks.size();
    float[] shape = new float[count * count];
    float[] penalty = new float[count * count];
    float[] total = new float[count * count];
    Arrays.fill(total, Float.NaN);
    long[] areas = golden.tensor("norm_area").longs();
    long[] differing = new long[count * count];
    try (Folder folder = new Folder();
        UnitIndex index = index(folder, masks, new long[count])) {
      for (int i = 0; i < count; i++) {
        int most = Math.min(count, RetrievalRequest.MOST_MATCHES);
        for (Match match : search(index, 0, masks.get(i), most, UnitFilter.NONE)) {
          int unit = Integer.parseInt(match.unitId());
          int at = i * count + unit;
          shape[at] = match.shapeScore();
          penalty[at] = match.otherSize() ? 1 : 0;
          total[at] = match.score();
          differing[at] = Math.round((double) shape[at] * Math.max(areas[i], areas[unit]));
        }
      }
    }
    cases.within("shape_score", SCORE_BOUND, golden.tensor("shape_score").floats(), shape);
    cases.within("size_penalty", 0, golden.tensor("size_penalty").floats(), penalty);
    cases.within("total_score", SCORE_BOUND, golden.tensor("total_score").floats(), total);
    cases.same("xor_count", golden.tensor("xor_count").longs(), differing);
  }

  private static List<Match> search(
      UnitIndex index, int classId, Mask mask, int matches, UnitFilter filter) {
    Segment segment = new Segment(classId, false, box(mask), mask);
    Retrieval found =
        index.retrieve(
            RetrievalRequest.of(new Query.Masks(List.of(segment)))
                .withMatches(matches)
                .withFilter(filter),
            Patience.endless());
    return found.segments().getFirst().answer().matches();
  }

  private static UnitIndex index(Folder folder, List<Mask> masks, long[] classes) {
    List<LabelClass> all =
        Arrays.stream(classes)
            .distinct()
            .mapToObj(c -> new LabelClass((int) c, "class " + c, 0, false))
            .toList();
    ClassCatalog catalog =
        new ClassCatalog("golden", InstanceRule.PLAIN, all, new TreeSet<>(), new TreeMap<>(), 0);
    UnitIndex index =
        UnitIndex.create(folder.path().resolve("index"), catalog, IndexSettings.DEFAULT);
    List<RetrievalUnit> units = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      Mask mask = masks.get(i);
      RgbImage pixels = RgbImage.black(mask.width(), mask.height());
      units.add(
          new RetrievalUnit(
              id(i), (int) classes[i], "golden", "train", box(mask), mask, pixels, "", Set.of()));
    }
    index.put(units, Acknowledgement.VISIBLE);
    return index;
  }

  private static Box box(Mask mask) {
    return new Box(0, 0, mask.width(), mask.height());
  }

  /// A folder that is gone when it is closed.
  private record Folder(Path path) implements AutoCloseable {
    Folder() {
      this(created());
    }

    private static Path created() {
      try {
        return Files.createTempDirectory("resail-golden");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
