package io.resail.tools.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.fault.Patience;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.engine.NativeMemory;
import io.resail.synth.engine.PeakMemory;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Scratch;
import io.resail.synth.plan.LayerKind;
import io.resail.synth.plan.PaintPlan;
import io.resail.synth.plan.TablePlan;
import io.resail.synth.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/// Question: how many times faster than the dense network is the fast path, at the same settings,
/// weights and maps, and does it paint the same pictures?
///
/// Answer changes: whether the fast path is the served one, and where to look next. Contenders take
/// turns; each fast call forgets the map first, so that it pays for reading it.
public final class GeneratorBench {
  /// Side of the square that an edit paints, pixels.
  private static final int EDIT = 32;

  private static final long CACHE = 1L << 30;

  private final int rounds;
  private final boolean variants;
  private final Consumer<String> progress;

  private GeneratorBench(int rounds, boolean variants, Consumer<String> progress) {
    this.rounds = rounds;
    this.variants = variants;
    this.progress = progress;
  }

  /// Runs all cases.
  ///
  /// @param maps label channels of a case, row after row, one array for each map at its size
  /// @param weights of a case
  /// @param rounds measured, after one that is not
  /// @param variants whether several pictures of one map are timed
  public static GeneratorBenchResult run(
      List<GeneratorCase> cases,
      Function<NetworkSettings, List<int[]>> maps,
      Function<NetworkSettings, Weights> weights,
      int rounds,
      boolean variants,
      int threads,
      Consumer<String> progress) {
    NativeEngine.start(threads);
    NativeEngine.stopRecording();
    GeneratorBench bench = new GeneratorBench(rounds, variants, progress);
    List<GeneratorBenchResult.Row> rows = new ArrayList<>();
    for (GeneratorCase each : cases) {
      progress.accept(each.settings().norm() + " " + each.label() + ", batch " + each.batch());
      rows.add(bench.row(each, maps.apply(each.settings()), weights.apply(each.settings())));
    }
    return new GeneratorBenchResult(threads, rows);
  }

  /// Random weights of a generator, always the same.
  public static Weights weights(NetworkSettings settings) {
    return WeightsAtScale.of(settings, 1);
  }

  private GeneratorBenchResult.Row row(GeneratorCase what, List<int[]> maps, Weights weights) {
    NetworkSettings settings = what.settings();
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        Scratch _ = new Scratch();
        Parameters parameters = Parameters.load(weights, manager);
        PaintPlan dense = PaintPlan.dense(parameters);
        TablePlan exact = tables(settings, parameters, manager, Arithmetic.FLOAT32);
        TablePlan coarse = tables(settings, parameters, manager, Arithmetic.BFLOAT16)) {
      double[] middles = new double[3];
      double maxError = 0;
      double decibels = Double.POSITIVE_INFINITY;
      Map<LayerKind, Double> layers = new EnumMap<>(LayerKind.class);
      Map<LayerKind, Double> layersCoarse = new EnumMap<>(LayerKind.class);
      GeneratorBenchResult.Peaks peaks = new GeneratorBenchResult.Peaks(0, 0);
      for (int i = 0; i < maps.size(); i++) {
        NDArray labels = BenchPictures.labels(manager, settings, maps, i, what.batch());
        NDArray guidance = BenchPictures.guidance(manager, settings, what.batch(), i);
        double[][] seconds = new double[3][rounds];
        for (int round = -1; round < rounds; round++) {
          exact.forgetMaps();
          coarse.forgetMaps();
          exact.takeTimes();
          coarse.takeTimes();
          boolean watched = round < 0 && i == 0;
          Painted fast =
              watched
                  ? Painted.watched(exact, settings, labels, guidance)
                  : Painted.by(exact, settings, labels, guidance);
          Painted half = Painted.by(coarse, settings, labels, guidance);
          Painted slow =
              watched
                  ? Painted.watched(dense, settings, labels, guidance)
                  : Painted.by(dense, settings, labels, guidance);
          if (round < 0) {
            peaks = watched ? new GeneratorBenchResult.Peaks(fast.peak(), slow.peak()) : peaks;
            maxError = Math.max(maxError, largest(fast.picture(), slow.picture()));
            decibels = Math.min(decibels, decibels(half.picture(), slow.picture()));
          } else {
            seconds[0][round] = slow.seconds();
            seconds[1][round] = fast.seconds();
            seconds[2][round] = half.seconds();
            double share = 1.0 / rounds / maps.size();
            exact.takeTimes().seconds().forEach((k, s) -> layers.merge(k, s * share, Double::sum));
            coarse
                .takeTimes()
                .seconds()
                .forEach((k, s) -> layersCoarse.merge(k, s * share, Double::sum));
          }
          fast.picture().close();
          half.picture().close();
          slow.picture().close();
        }
        for (int contender = 0; contender < 3; contender++) {
          Arrays.sort(seconds[contender]);
          middles[contender] += seconds[contender][rounds / 2] / maps.size();
        }
        progress.accept(
            String.format(
                Locale.ROOT,
                "  map %d of %d: dense %.3f s, exact %.3f s, bfloat16 %.3f s",
                i + 1,
                maps.size(),
                seconds[0][rounds / 2],
                seconds[1][rounds / 2],
                seconds[2][rounds / 2]));
      }
      return new GeneratorBenchResult.Row(
          what,
          middles[0],
          middles[1],
          middles[2],
          maxError,
          decibels,
          layers,
          layersCoarse,
          variants && what.batch() == 1 ? variants(exact, manager, settings, maps) : List.of(),
          what.batch() == 1 ? edited(exact, manager, settings, maps) : 0,
          peaks);
    }
  }

  private static TablePlan tables(
      NetworkSettings settings, Parameters parameters, NDManager manager, Arithmetic arithmetic) {
    return PaintPlan.tables(settings, parameters, manager, arithmetic, CACHE);
  }

  private static List<Double> variants(
      TablePlan plan, NDManager manager, NetworkSettings settings, List<int[]> maps) {
    NDArray labels = BenchPictures.labels(manager, settings, maps, 0, 1);
    List<Double> seconds = new ArrayList<>();
    for (int count : GeneratorBenchResult.VARIANTS) {
      plan.forgetMaps();
      double sum = 0;
      for (int i = 0; i < count; i++) {
        Painted painted =
            Painted.by(
                plan, settings, labels, BenchPictures.guidance(manager, settings, 1, 100 + i));
        painted.picture().close();
        sum += painted.seconds();
      }
      seconds.add(sum);
    }
    return seconds;
  }

  /// The middle time of pictures of the first map, edited after each; the map before is known.
  private double edited(
      TablePlan plan, NDManager manager, NetworkSettings settings, List<int[]> maps) {
    int[] map = maps.getFirst().clone();
    SplittableRandom random = new SplittableRandom(7);
    double[] seconds = new double[rounds];
    plan.forgetMaps();
    for (int round = -1; round < rounds; round++) {
      NDArray labels = BenchPictures.labels(manager, settings, List.of(map), 0, 1);
      Painted painted =
          Painted.by(plan, settings, labels, BenchPictures.guidance(manager, settings, 1, 0));
      painted.picture().close();
      if (round >= 0) {
        seconds[round] = painted.seconds();
      }
      int top = random.nextInt(settings.height() - EDIT);
      int left = random.nextInt(settings.width() - EDIT);
      int label = map[random.nextInt(map.length)];
      for (int y = top; y < top + EDIT; y++) {
        Arrays.fill(map, y * settings.width() + left, y * settings.width() + left + EDIT, label);
      }
    }
    Arrays.sort(seconds);
    return seconds[rounds / 2];
  }

  /// One call.
  private record Painted(NDArray picture, double seconds, long peak) {
    static Painted by(PaintPlan plan, NetworkSettings settings, NDArray labels, NDArray guidance) {
      long start = System.nanoTime();
      NDArray picture = plan.paint(settings, labels, guidance, Patience.endless());
      return new Painted(picture, (System.nanoTime() - start) / 1e9, 0);
    }

    /// The same with a watch on memory, which takes time from the other threads.
    static Painted watched(
        PaintPlan plan, NetworkSettings settings, NDArray labels, NDArray guidance) {
      AtomicReference<Painted> made = new AtomicReference<>();
      long peak =
          PeakMemory.during(
              () -> NativeMemory.inUse().orElse(0),
              () -> made.set(by(plan, settings, labels, guidance)));
      return new Painted(made.get().picture, made.get().seconds, peak);
    }
  }

  private static double largest(NDArray one, NDArray other) {
    return one.sub(other).abs().max().getFloat();
  }

  /// Of values that span 2.
  private static double decibels(NDArray one, NDArray other) {
    return 10 * Math.log10(4 / one.sub(other).square().mean().getFloat());
  }
}
