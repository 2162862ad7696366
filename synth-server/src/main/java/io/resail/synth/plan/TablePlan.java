package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.resail.fault.Patience;
import io.resail.synth.label.LabelChange;
import io.resail.synth.label.LabelGrid;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.Conditions;
import io.resail.synth.network.LabelRows;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Normalization;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Style;
import io.resail.synth.network.Torch;
import io.resail.synth.network.Workload;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The fast path of the processor: pictures one after another, channels together, the label map's
/// part by tables and kept for the next picture of the same map.
public final class TablePlan implements PaintPlan {
  /// Convolutions that may be tiled: of blocks, and of norms that are guided.
  private static final Pattern TILED = Pattern.compile("\\w+\\.conv_[01]\\.weight_orig");

  private static final Pattern TILED_GUIDANCE =
      Pattern.compile("\\w+\\.norm_\\w\\.(conv[123]|conv_gamma|conv_beta)\\.weight");

  private final NDManager manager;
  private final PlanWeights weights;
  private final NetworkSettings settings;
  private final State state;
  private final NDArray startTable;
  private final NDArray startBias;
  private final List<BlockPlan> blocks;
  private final Convolution end;
  private final MapCache cache;
  private LayerTimes times = new LayerTimes();

  private TablePlan(
      NDManager manager,
      NetworkSettings settings,
      State state,
      Arithmetic arithmetic,
      long cacheBytes) {
    this.manager = manager;
    this.weights = PlanWeights.begin(manager, arithmetic, MatrixLibrary.fastest());
    this.settings = settings;
    this.state = state;
    this.startTable = weights.own(() -> LabelRows.classTable(state.array("fc.weight")));
    this.startBias = weights.copied(state.array("fc.bias"));
    List<BlockPlan> made = new ArrayList<>();
    int height = settings.latentHeight();
    int width = settings.latentWidth();
    for (NetworkSettings.Block block : settings.blocks()) {
      height <<= block.doublings();
      width <<= block.doublings();
      made.add(BlockPlan.load(weights.at(height, width), settings.normalization(), block, state));
    }
    this.blocks = List.copyOf(made);
    State last = state.under("conv_img");
    this.end =
        weights
            .at(height, width)
            .exactConvolution(() -> last.array("weight"), last.array("bias").toFloatArray());
    weights.cap();
    this.cache = new MapCache(cacheBytes);
  }

  static TablePlan load(
      NetworkSettings settings,
      Parameters parameters,
      NDManager parent,
      Arithmetic arithmetic,
      long cacheBytes) {
    NDManager manager = parent.newSubManager();
    try (Scratch _ = new Scratch()) {
      return new TablePlan(manager, settings, parameters.evaluation(), arithmetic, cacheBytes);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public NDArray paint(NetworkSettings sized, NDArray labels, NDArray guidance, Patience patience) {
    try (Scratch scratch = new Scratch()) {
      NDList pictures = new NDList();
      for (long i = 0; i < labels.getShape().get(0); i++) {
        String one = i + ":" + (i + 1);
        pictures.add(paintOne(sized, labels.get(one), guidance.get(one), patience));
      }
      NDArray all = pictures.size() == 1 ? pictures.getFirst() : NDArrays.concat(pictures, 0);
      return scratch.keep(all);
    }
  }

  private NDArray paintOne(
      NetworkSettings sized, NDArray labels, NDArray guidance, Patience patience) {
    Conditions conditions = new Conditions(labels, guidance, settings.labels());
    try (Scratch scratch = new Scratch()) {
      MapPlan map = times.during(LayerKind.SEMANTICS, () -> plan(sized, labels));
      Normalization norm = settings.normalization();
      Style style = times.during(LayerKind.GUIDANCE, () -> norm.style(state, conditions));
      NDArray x = map.start().duplicate();
      x.attach(labels.getManager()); // where all that is made of it goes
      int height = sized.latentHeight();
      int width = sized.latentWidth();
      for (int i = 0; i < blocks.size(); i++) {
        NetworkSettings.Block block = blocks.get(i).block();
        patience.check("block " + block.name() + " was painted");
        height <<= block.doublings();
        width <<= block.doublings();
        Grid grid = new Grid(height, width, block.in(), block.doublings());
        NDArray next = painted(i, x, grid, map, conditions, style);
        x.close(); // before the next, larger ones are made
        x = next;
      }
      NDArray last = x;
      return scratch.keep(times.during(LayerKind.ENDS, () -> picture(last, guidance)));
    }
  }

  private NDArray picture(NDArray x, NDArray guidance) {
    NDArray painted = PlanOperators.call("channels_first", end.apply(Torch.leaky(x))).tanh();
    return settings.light().of(painted, guidance);
  }

  private NDArray painted(
      int i, NDArray x, Grid grid, MapPlan map, Conditions conditions, Style style) {
    try (Scratch scratch = new Scratch();
        Guide guide = new Guide(conditions, style, i, grid)) {
      return scratch.keep(blocks.get(i).apply(x, grid, map.blocks().get(i), guide, times));
    }
  }

  private MapPlan plan(NetworkSettings sized, NDArray labels) {
    int[] ids = labels.toType(DataType.INT32, false).toIntArray();
    int height = (int) labels.getShape().get(1);
    int width = (int) labels.getShape().get(2);
    MapCache.Key key = new MapCache.Key(height, width, sized.height(), sized.width(), content(ids));
    return cache.get(key, () -> read(sized, ids, height, width, cache.latest(key)));
  }

  private static String content(int[] ids) {
    ByteBuffer bytes = ByteBuffer.allocate(ids.length * Integer.BYTES);
    bytes.asIntBuffer().put(ids);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private MapPlan read(
      NetworkSettings sized, int[] ids, int height, int width, Optional<MapPlan> before) {
    NDManager own = manager.newSubManager();
    try (Scratch _ = new Scratch()) {
      int rows = sized.latentHeight();
      int columns = sized.latentWidth();
      LabelGrid grid = LabelGrid.resized(ids, height, width, rows, columns, settings.labels());
      NDArray start = start(grid, own);
      List<LabelGrid> grids = new ArrayList<>();
      List<List<Told>> told = new ArrayList<>();
      Reading reading = new Reading(grid, own, Optional.empty());
      for (int i = 0; i < blocks.size(); i++) {
        int doublings = blocks.get(i).block().doublings();
        if (i == 0 || doublings > 0) {
          rows <<= doublings;
          columns <<= doublings;
          grid = LabelGrid.resized(ids, height, width, rows, columns, settings.labels());
          reading = reading(grid, own, before, i);
        }
        grids.add(grid);
        int block = i;
        told.add(blocks.get(i).told(reading, before.map(each -> each.blocks().get(block))));
      }
      MapPlan plan = new MapPlan(own, List.copyOf(grids), start, List.copyOf(told));
      NDScope.unregister(plan.arrays().toArray(NDArray[]::new));
      return plan;
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  private static Reading reading(
      LabelGrid grid, NDManager own, Optional<MapPlan> before, int block) {
    return new Reading(
        grid, own, before.map(each -> LabelChange.between(each.grids().get(block), grid)));
  }

  /// `fc` by classes.
  private NDArray start(LabelGrid grid, NDManager own) {
    try (Scratch scratch = new Scratch()) {
      NDArray rows =
          LabelRows.first(grid.three().rowsByTap(grid.classes() + 1), startTable, startBias, own);
      NDArray at = own.create(grid.three().at());
      return scratch.keep(
          PlanOperators.call("rows", at, rows).reshape(1, grid.height(), grid.width(), -1));
    }
  }

  /// What its weights are predicted to take more than the network's own, bytes: some convolutions
  /// lay theirs out at four times the size.
  static long moreBytes(NetworkSettings settings) {
    boolean guided = settings.norm() == NormKind.RESAIL || settings.norm() == NormKind.SIN_SPADE;
    long bytes = 0;
    for (var each : settings.blueprint().entries().entrySet()) {
      String name = each.getKey();
      if (TILED.matcher(name).matches() || (guided && TILED_GUIDANCE.matcher(name).matches())) {
        List<Long> shape = each.getValue().shape();
        long pixels = Workload.pixelsAt(name, settings);
        bytes += TiledConvolution.moreBytes(pixels, shape.get(1), shape.get(0));
      }
    }
    return bytes;
  }

  /// Begins to count anew where the time goes, and gives what was counted so far.
  public LayerTimes takeTimes() {
    LayerTimes taken = times;
    times = new LayerTimes();
    return taken;
  }

  @Override
  public void forgetMaps() {
    cache.clear();
  }

  @Override
  public boolean readsParameters() {
    return switch (settings.norm()) {
      case RESAIL, SPADE, SIN_SPADE, CLADE -> false;
      case SPADE_CAT, NO_NORM, STYLE_SPADE, SEAN -> true;
    };
  }

  @Override
  public long bytes() {
    return weights.bytes();
  }

  @Override
  public MapCacheStatus cache() {
    return cache.status();
  }

  @Override
  public void close() {
    cache.clear();
    weights.close();
    manager.close();
  }
}
