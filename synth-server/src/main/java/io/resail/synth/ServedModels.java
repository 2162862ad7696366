package io.resail.synth;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.CheckpointFolder;
import io.resail.synth.engine.Devices;
import io.resail.synth.engine.Painter;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.ModelControl;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.PainterStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The models that requests can ask for: fixed, or loaded and unloaded while others paint. Any
/// thread.
///
/// The first one loaded is the default; when it goes, the next one is. Loading goes on beside
/// painting but for the device's own part, which is copying the weights and warming up.
public final class ServedModels implements ModelControl, AutoCloseable {
  private static final int MEBI = 20;

  /// How often a waiting caller is asked whether they still wait.
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final BatchRules batches;
  private final Optional<Source> source;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock loading = new ReentrantLock();
  private final SequencedMap<String, Model> models = new LinkedHashMap<>();

  /// Models that take no more requests and are not known to be freed.
  private final Set<Model> leaving = new HashSet<>();

  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
  private boolean closed;

  /// Where models come from.
  ///
  /// @param folder of the files that callers may name
  /// @param devices that paint; stay their maker's
  /// @param catalog the classes a model must be for
  public record Source(CheckpointFolder folder, Devices devices, Supplier<ClassCatalog> catalog) {}

  private ServedModels(List<Painter> painters, BatchRules batches, Optional<Source> source) {
    this.batches = batches;
    this.source = source;
    long names = painters.stream().map(p -> p.model().name()).distinct().count();
    if (names != painters.size() || painters.stream().anyMatch(p -> p.model().name().isBlank())) {
      throw new IllegalArgumentException(
          "models named "
              + painters.stream().map(p -> p.model().name()).toList()
              + ": need a name for each, no two alike");
    }
    painters.forEach(this::add);
  }

  /// Models that stay as they are.
  ///
  /// @param painters the default one first, closed with this; none leaves guidance only
  public static ServedModels fixed(List<Painter> painters, BatchRules batches) {
    return new ServedModels(painters, batches, Optional.empty());
  }

  /// Models that callers may change.
  ///
  /// @param painters loaded already, on the devices of `source`, the default one first; closed with
  ///     this
  public static ServedModels changing(List<Painter> painters, BatchRules batches, Source source) {
    return new ServedModels(painters, batches, Optional.of(source));
  }

  private Model add(Painter painter) {
    Ledger ledger = ledgers.computeIfAbsent(painter.device(), _ -> new Ledger());
    Model model = new Model(painter, batches, ledger);
    models.put(painter.model().name(), model);
    return model;
  }

  private List<Model> all() {
    lock.lock();
    try {
      return List.copyOf(models.values());
    } finally {
      lock.unlock();
    }
  }

  /// The model of this name.
  Optional<Model> find(String name) {
    lock.lock();
    try {
      return Optional.ofNullable(models.get(name));
    } finally {
      lock.unlock();
    }
  }

  /// The default model.
  Optional<Model> usual() {
    return all().stream().findFirst();
  }

  /// Names of all models, the default one first.
  List<String> names() {
    return descriptions().stream().map(ModelDescription::name).toList();
  }

  /// All models, the default one first.
  List<ModelDescription> descriptions() {
    return all().stream().map(Model::description).toList();
  }

  @Override
  public PainterStatus status() {
    List<Model> now = all();
    Map<String, DeviceStatus> devices = new LinkedHashMap<>();
    source.ifPresent(
        from -> from.devices().statuses().forEach(each -> devices.put(each.name(), each)));
    for (Model each : now) {
      DeviceStatus device = each.painter().deviceStatus();
      devices.putIfAbsent(device.name(), device);
    }
    return new PainterStatus(
        now.stream().map(Model::status).toList(),
        new ArrayList<>(devices.values()),
        source.map(from -> from.folder().files()).orElse(List.of()));
  }

  @Override
  public LoadedModel load(String file, Patience patience) {
    Source from = source("load '" + file + "'");
    Checkpoint checkpoint = from.folder().read(file);
    checkpoint.requireCatalogue(from.catalog().get());
    awaitTurn(patience);
    try {
      requireNew(checkpoint.model());
      requireRoom(checkpoint, from.devices());
      Painter painter = from.devices().load(checkpoint);
      lock.lock();
      try {
        if (!closed) {
          return add(painter).status();
        }
      } finally {
        lock.unlock();
      }
      painter.close();
      throw new FaultException(Fault.AWAY, "this server is closing: load it elsewhere");
    } finally {
      loading.unlock();
    }
  }

  /// One model is loaded at a time, so that two cannot take the same memory or name.
  private void awaitTurn(Patience patience) {
    try {
      while (!loading.tryLock(GLANCE.toNanos(), TimeUnit.NANOSECONDS)) {
        patience.check("another model was loaded");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(Fault.CANCELLED, "interrupted before the model was loaded", e);
    }
  }

  private Source source(String wish) {
    return source.orElseThrow(
        () ->
            new FaultException(
                Fault.WRONG_INPUT,
                "cannot "
                    + wish
                    + ": the models of this server are fixed; start it with a folder of models"));
  }

  private void requireNew(String name) {
    if (find(name).isPresent()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "file",
          "a model named '" + name + "' is loaded already: unload it first");
    }
  }

  /// Weights and one image of the model's own size must fit beside what is loaded.
  private void requireRoom(Checkpoint checkpoint, Devices devices) {
    long wanted = checkpoint.counted().weightBytes() + checkpoint.counted().activationBytes();
    long loaded = all().stream().mapToLong(each -> each.painter().heldBytes()).sum();
    long budget = devices.statuses().stream().mapToLong(DeviceStatus::memoryBudget).min().orElse(0);
    if (wanted > budget - loaded) {
      throw new FaultException(
          Fault.BUSY,
          "model '"
              + checkpoint.model()
              + "' is predicted to take "
              + (wanted >> MEBI)
              + " MiB for weights and one image, "
              + (loaded >> MEBI)
              + " of "
              + (budget >> MEBI)
              + " MiB are taken by "
              + names()
              + ": unload one first");
    }
  }

  @Override
  public void unload(String name, Patience patience) {
    source("unload '" + name + "'");
    Model model;
    lock.lock();
    try {
      model = models.remove(name);
      if (model != null) {
        leaving.add(model);
      }
    } finally {
      lock.unlock();
    }
    if (model == null) {
      throw new FaultException(
          Fault.UNKNOWN, name, "no model '" + name + "' is loaded: there are " + names());
    }
    model.retire();
    await(model, patience);
    lock.lock();
    try {
      leaving.remove(model);
    } finally {
      lock.unlock();
    }
  }

  private static void await(Model model, Patience patience) {
    try {
      while (!model.closed().await(GLANCE.toNanos(), TimeUnit.NANOSECONDS)) {
        patience.check(
            "requests under way had ended, when '" + model.description().name() + "' is freed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(Fault.CANCELLED, "interrupted before the model was freed", e);
    }
  }

  /// Ends what is being painted, sends away who waits, and closes the painters.
  @Override
  public void close() {
    List<Model> last;
    lock.lock();
    try {
      closed = true;
      last = Stream.concat(models.values().stream(), leaving.stream()).toList();
      models.clear();
    } finally {
      lock.unlock();
    }
    last.forEach(Model::close);
  }
}
