package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.synth.label.LabelGrid;
import java.util.ArrayList;
import java.util.List;

/// All that a generator reads from one label map alone. Closing releases it.
///
/// @param manager of its arrays
/// @param grids the map at each block's resolution
/// @param start activations before the first block, (1, h, w, 16 ngf)
/// @param blocks of each block what each norm is told
record MapPlan(NDManager manager, List<LabelGrid> grids, NDArray start, List<List<Told>> blocks)
    implements AutoCloseable {
  /// Every array it holds.
  List<NDArray> arrays() {
    List<NDArray> arrays = new ArrayList<>(List.of(start));
    blocks.stream()
        .flatMap(List::stream)
        .flatMap(told -> told.rows().stream())
        .forEach(rows -> arrays.add(rows.table()));
    return arrays;
  }

  /// In native memory.
  long bytes() {
    return start.size() * Float.BYTES
        + blocks.stream().flatMap(List::stream).mapToLong(Told::bytes).sum();
  }

  @Override
  public void close() {
    manager.close();
  }
}
