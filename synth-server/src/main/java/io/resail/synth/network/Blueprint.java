package io.resail.synth.network;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/// The arrays of a network by name: their shapes and how they start. Holds no numbers itself.
public final class Blueprint {
  private static final Set<String> NOT_LEARNED =
      Set.of("running_mean", "running_var", "num_batches_tracked", "weight_u", "weight_v");

  /// One array.
  ///
  /// @param shape sizes, slowest dimension first; empty for a single number
  public record Entry(List<Long> shape, Start start) {
    /// Number of elements.
    public long count() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private long[] sizes() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  private final SequencedMap<String, Entry> entries;

  Blueprint(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }

  /// The arrays by name; read-only.
  public SequencedMap<String, Entry> entries() {
    return entries;
  }

  /// Whether training moves the array of this name along a gradient; running statistics, counters
  /// and spectral vectors change by rules of their own.
  public static boolean isLearned(String name) {
    return !NOT_LEARNED.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /// Number of learned elements.
  public long learned() {
    return entries.entrySet().stream()
        .filter(entry -> isLearned(entry.getKey()))
        .mapToLong(entry -> entry.getValue().count())
        .sum();
  }

  /// Untrained weights, begun as the paper does.
  public Weights initial(long seed) {
    return initial(seed, Initialization.XAVIER);
  }

  /// Untrained weights. The same seed gives the same numbers, and an array's numbers do not depend
  /// on which others the network has.
  public Weights initial(long seed, Initialization initialization) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          CRC32C sum = new CRC32C();
          sum.update(name.getBytes(StandardCharsets.UTF_8));
          SplittableRandom random = new SplittableRandom(seed + (sum.getValue() << 32));
          tensors.put(name, entry.start().tensor(entry.sizes(), initialization, random));
        });
    return new Weights(tensors, Map.of());
  }

  /// Refuses weights that are not those of this network.
  ///
  /// @throws FaultException [Fault#DAMAGED] if an array is missing, has another shape, or is
  ///     unknown; the message names the first of them
  public void check(Weights weights) {
    entries.forEach(
        (name, entry) -> {
          Tensor tensor = weights.tensor(name);
          if (!Arrays.equals(tensor.shape(), entry.sizes())) {
            throw new FaultException(
                Fault.DAMAGED,
                name,
                "'"
                    + name
                    + "' is "
                    + tensor
                    + " where the settings ask for shape "
                    + entry.shape());
          }
        });
    Set<String> unknown = new TreeSet<>(weights.tensors().keySet());
    unknown.removeAll(entries.keySet());
    if (!unknown.isEmpty()) {
      String first = unknown.iterator().next();
      throw new FaultException(
          Fault.DAMAGED,
          first,
          unknown.size()
              + " tensors are not part of the network the settings describe, such as '"
              + first
              + "'");
    }
  }
}
