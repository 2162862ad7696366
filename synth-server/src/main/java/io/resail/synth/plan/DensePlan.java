package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.fault.Patience;
import io.resail.synth.network.Generator;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;

/// The dense network: everything at every pixel.
record DensePlan(Parameters parameters) implements PaintPlan {
  @Override
  public NDArray paint(NetworkSettings sized, NDArray labels, NDArray guidance, Patience patience) {
    return new Generator(sized, parameters.evaluation()).paint(labels, guidance, patience);
  }

  @Override
  public boolean readsParameters() {
    return true;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public MapCacheStatus cache() {
    return new MapCacheStatus(0, 0, 0, 0);
  }

  @Override
  public void forgetMaps() {}

  @Override
  public void close() {}
}
