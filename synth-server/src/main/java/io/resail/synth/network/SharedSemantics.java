package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.label.LabelGrid;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The semantic branches of norms for the maps of one batch, for passes that follow one another on
/// the same weights: each is computed once, from distinct neighbourhoods of classes where that is
/// less work than at every pixel. What it gives is [Modulation#semantic] up to rounding, and
/// gradients flow through. One thread; whoever opened it closes it.
public final class SharedSemantics implements AutoCloseable {
  private static final TorchScript LIBRARY =
      new TorchScript(
          """
          def both(self, gamma: Tensor, beta: Tensor) -> Tensor:
            return torch.cat([gamma, beta], 0)

          def spread(self, rows: Tensor, at: Tensor) -> Tensor:
            pixels = torch.embedding(rows, at)
            return torch.contiguous(torch.permute(pixels, [0, 3, 1, 2]))
          """);

  /// What it costs to bring one value of one table row to one pixel and its gradient back, in
  /// multiplications of a convolution: an estimate, which only decides what is faster.
  private static final double SPREADING = 60;

  private final int[] labels; // none where tables are not wanted: bringing them back costs time
  private final int height;
  private final int width;
  private final int classes;
  private final boolean tables;
  private final NDManager manager;
  private final Map<Shape, LabelGrid> grids = new HashMap<>();
  private final Map<String, Modulation> known = new HashMap<>();

  /// The way that suits the device: a GPU convolves in less time than a map takes to come back
  /// from it, so there everything is computed at every pixel.
  ///
  /// @param labels class ids, (N, H, W), any integer type, each below `classes`
  public SharedSemantics(NDArray labels, int classes) {
    this(labels, classes, !labels.getDevice().isGpu());
  }

  /// @param tables whether distinct neighbourhoods may stand for all pixels that have them
  public SharedSemantics(NDArray labels, int classes, boolean tables) {
    this.labels = tables ? labels.toType(DataType.INT32, false).toIntArray() : new int[0];
    this.height = Math.toIntExact(labels.getShape().get(1));
    this.width = Math.toIntExact(labels.getShape().get(2));
    this.tables = tables;
    this.classes = classes;
    this.manager = labels.getManager();
  }

  /// Gamma and beta of a norm at every pixel; they live until this is closed.
  ///
  /// @param map the label map at the norm's resolution, (N, L, H, W)
  Modulation of(State state, NDArray map) {
    Modulation modulation = known.get(state.place());
    if (modulation == null) {
      modulation = tables(state, map).orElseGet(() -> Modulation.semantic(state, map));
      NDScope.unregister(modulation.gamma(), modulation.beta());
      known.put(state.place(), modulation);
    }
    return modulation;
  }

  /// By tables, where they may be and are less work.
  private Optional<Modulation> tables(State state, NDArray map) {
    if (!tables) {
      return Optional.empty();
    }
    Shape size = new Shape(map.getShape().get(2), map.getShape().get(3));
    LabelGrid grid = grids.computeIfAbsent(size, this::grid);
    return tablesPay(grid, state) ? Optional.of(byTables(state, grid)) : Optional.empty();
  }

  private LabelGrid grid(Shape size) {
    return LabelGrid.resized(
        labels, height, width, Math.toIntExact(size.get(0)), Math.toIntExact(size.get(1)), classes);
  }

  private static boolean tablesPay(LabelGrid grid, State state) {
    Shape weight = state.array("mlp_gamma.weight").getShape();
    double outputs = 2.0 * weight.get(0);
    double hidden = weight.get(1);
    double dense = 9.0 * grid.pixels() * hidden * (grid.classes() + outputs);
    double first = SPREADING * 9 * grid.three().count() * hidden;
    double products = 9.0 * grid.three().count() * hidden * outputs;
    double second = SPREADING * 9 * grid.five().count() * outputs;
    return first + products + second + SPREADING * grid.pixels() * outputs < dense;
  }

  private Modulation byTables(State state, LabelGrid grid) {
    State shared = state.under("mlp_shared.0");
    State gamma = state.under("mlp_gamma");
    State beta = state.under("mlp_beta");
    try (Scratch scratch = new Scratch()) {
      NDArray table = LabelRows.classTable(shared.array("weight"));
      int[] cells = grid.three().rowsByTap(classes + 1);
      NDArray features = Torch.relu(LabelRows.first(cells, table, shared.array("bias"), manager));
      NDArray weight = LIBRARY.call("both", gamma.array("weight"), beta.array("weight"));
      NDArray bias = LIBRARY.call("both", gamma.array("bias"), beta.array("bias"));
      NDArray taps = LabelRows.taps(weight);
      NDArray rows =
          LabelRows.second(
              grid.five().rowsById(),
              features,
              each -> LabelRows.product(each, taps),
              bias,
              manager);
      NDArray at =
          LabelRows.held(grid.five().at(), manager)
              .reshape(grid.images(), grid.height(), grid.width());
      long outputs = bias.size() / 2;
      return new Modulation(
              LIBRARY.call("spread", Torch.channels(rows, 0, outputs), at),
              LIBRARY.call("spread", Torch.channels(rows, outputs, 2 * outputs), at))
          .keptBy(scratch);
    }
  }

  @Override
  public void close() {
    known.values().forEach(Modulation::close);
    known.clear();
  }
}
