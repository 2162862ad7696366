package io.resail.tools.benchmark;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.Generator;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Precision;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.SharedSemantics;
import io.resail.synth.network.Workload;
import io.resail.synth.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Question: how many pictures a second does a GPU paint, in which numbers and by which way, and
/// what share of its arithmetic does that use?
///
/// Answer changes: in which numbers a GPU serves, and whether it would pay to read maps by distinct
/// neighbourhoods there too. Contenders take turns; each call ends when its pictures have arrived
/// in memory of the processor.
public final class GpuBench {
  /// Side of the square matrices whose product tells what the device can do.
  private static final int SIDE = 8192;

  private final Device device;
  private final int rounds;
  private final Consumer<String> progress;

  private GpuBench(Device device, int rounds, Consumer<String> progress) {
    this.device = device;
    this.rounds = rounds;
    this.progress = progress;
  }

  /// How a generator reads the label map.
  public enum Way {
    /// At every pixel.
    DENSE,
    /// By distinct neighbourhoods of classes, each computed once.
    TABLES
  }

  /// Runs all cases.
  ///
  /// @param place number of the GPU, from 0; -1 for the processor, to try the benchmark itself
  /// @param maps label channels of a case, row after row, one array for each map at its size
  /// @param weights of a case
  /// @param rounds measured, after two that are not
  public static GpuBenchResult run(
      int place,
      List<GeneratorCase> cases,
      Function<NetworkSettings, List<int[]>> maps,
      Function<NetworkSettings, Weights> weights,
      int rounds,
      Consumer<String> progress) {
    NativeEngine.start();
    NativeEngine.stopRecording();
    GpuBench bench = new GpuBench(place < 0 ? Device.cpu() : Device.gpu(place), rounds, progress);
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    for (Precision each : Precision.values()) {
      peaks.put(each, place < 0 ? Double.NaN : bench.peak(each));
      progress.accept(String.format(Locale.ROOT, "%s: %.1f TFLOP/s", each, peaks.get(each) / 1e12));
    }
    List<GpuBenchResult.Row> rows = new ArrayList<>();
    for (GeneratorCase each : cases) {
      NetworkSettings settings = each.settings();
      rows.addAll(bench.rows(each, maps.apply(settings), weights.apply(settings)));
    }
    return new GpuBenchResult(peaks, rows);
  }

  /// Operations a second of a large matrix product.
  private double peak(Precision precision) {
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(device);
        Scratch _ = new Scratch()) {
      Shape square = new Shape(SIDE, SIDE);
      NDArray one =
          manager.randomNormal(0, 1, square, DataType.FLOAT32).toType(precision.type(), false);
      double[] seconds = new double[rounds];
      for (int round = -2; round < rounds; round++) {
        long start = System.nanoTime();
        try (NDArray product = one.matMul(one);
            NDArray corner = product.get(0).get(0)) {
          corner.toType(DataType.FLOAT32, false).getFloat();
        }
        if (round >= 0) {
          seconds[round] = (System.nanoTime() - start) / 1e9;
        }
      }
      return 2.0 * SIDE * SIDE * SIDE / middle(seconds);
    }
  }

  private List<GpuBenchResult.Row> rows(GeneratorCase what, List<int[]> maps, Weights weights) {
    NetworkSettings settings = what.settings();
    double work = 2.0 * what.batch() * Workload.of(settings).multiplications();
    List<GpuBenchResult.Row> rows = new ArrayList<>();
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(device);
        Scratch _ = new Scratch()) {
      Map<Precision, Parameters> parameters = new EnumMap<>(Precision.class);
      for (Precision each : Precision.values()) {
        parameters.put(each, Parameters.load(weights, manager, each));
      }
      NDArray labels = BenchPictures.labels(manager, settings, maps, 0, what.batch());
      NDArray guidance = BenchPictures.guidance(manager, settings, what.batch(), 0);
      float[] reference = {};
      for (Precision precision : Precision.values()) {
        for (Way way : Way.values()) {
          double[] seconds = new double[rounds];
          float[] picture = {};
          for (int round = -2; round < rounds; round++) {
            long start = System.nanoTime();
            picture = paint(settings, parameters.get(precision), precision, way, labels, guidance);
            if (round >= 0) {
              seconds[round] = (System.nanoTime() - start) / 1e9;
            }
          }
          reference = reference.length == 0 ? picture : reference;
          GpuBenchResult.Row row =
              new GpuBenchResult.Row(
                  what,
                  precision,
                  way,
                  middle(seconds),
                  work,
                  BenchPictures.largest(picture, reference),
                  BenchPictures.decibels(picture, reference));
          progress.accept(row.line());
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static float[] paint(
      NetworkSettings settings,
      Parameters parameters,
      Precision precision,
      Way way,
      NDArray labels,
      NDArray guidance) {
    try (Scratch _ = new Scratch();
        SharedSemantics semantics =
            new SharedSemantics(labels, settings.labels(), way == Way.TABLES)) {
      Generator generator = new Generator(settings, parameters.evaluation());
      NDArray shown = guidance.toType(precision.type(), false);
      return generator
          .paint(labels, shown, semantics)
          .toType(DataType.FLOAT32, false)
          .toFloatArray();
    }
  }

  private static double middle(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
