package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Workload;

/// How a model's pictures are computed: one per loaded model. Runs on the device thread.
public sealed interface PaintPlan extends AutoCloseable permits DensePlan, TablePlan {

  /// The network as it is written down: for devices other than the processor, and as the reference.
  ///
  /// @param parameters stay the caller's, open as long as the plan
  static PaintPlan dense(Parameters parameters) {
    return new DensePlan(parameters);
  }

  /// By tables, folded weights and fused passes; for the processor.
  ///
  /// @param settings the generator, whatever size it is painted at
  /// @param parameters in float32; stay the caller's, open as long as the plan if
  /// [#readsParameters]
  /// @param manager parent of what the plan makes
  /// @param cacheBytes how much to keep of what was read from maps
  static TablePlan tables(
      NetworkSettings settings,
      Parameters parameters,
      NDManager manager,
      Arithmetic arithmetic,
      long cacheBytes) {
    return TablePlan.load(settings, parameters, manager, arithmetic, cacheBytes);
  }

  /// What it takes to hold a generator as [#tables] does and to paint one picture of its own size:
  /// that of the dense network, but for weights laid out at four times their size.
  static Workload counted(NetworkSettings settings) {
    Workload dense = Workload.of(settings);
    return new Workload(
        dense.multiplications(),
        dense.activationBytes(),
        dense.weightBytes() + TablePlan.moreBytes(settings));
  }

  /// Paints one picture per label map.
  ///
  /// @param sized the model's settings at the size to paint
  /// @param labels class ids, (N, H, W), any integer type
  /// @param guidance RGB in [-1, 1], (N, 3, H', W')
  /// @param patience asked before each block
  /// @return RGB in [-1, 1], (N, 3, height, width), on the manager of `labels`
  /// @throws FaultException if the caller's patience ends
  /// @throws IllegalArgumentException if shapes do not fit or an id is no channel
  NDArray paint(NetworkSettings sized, NDArray labels, NDArray guidance, Patience patience);

  /// Whether it goes on reading the parameters it was made from.
  boolean readsParameters();

  /// Native memory of the arrays it made for itself.
  long bytes();

  /// How often what was read from a map served again. Any thread.
  MapCacheStatus cache();

  /// Forgets what was read from maps.
  void forgetMaps();

  @Override
  void close();
}
