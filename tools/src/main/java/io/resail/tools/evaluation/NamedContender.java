package io.resail.tools.evaluation;

import io.resail.synth.engine.Checkpoint;
import java.util.IdentityHashMap;
import java.util.List;

/// A contender as a report names it.
///
/// @param name no other generator's row has it
/// @param hash SHA-256 of its weights, hexadecimal
record NamedContender(Contender contender, String name, String hash) {
  private static final int HASH_SHOWN = 6;

  /// Names several: where generators share a model name, as seeds of one recipe do, the start of
  /// its hash tells each. Each generator is hashed once, however many guidances it gets.
  static List<NamedContender> of(List<Contender> contenders) {
    IdentityHashMap<Checkpoint, String> hashes = new IdentityHashMap<>();
    for (Contender each : contenders) {
      hashes.computeIfAbsent(each.checkpoint(), Checkpoint::hash);
    }
    return contenders.stream().map(each -> of(each, hashes)).toList();
  }

  private static NamedContender of(
      Contender contender, IdentityHashMap<Checkpoint, String> hashes) {
    String model = contender.checkpoint().model();
    String hash = hashes.get(contender.checkpoint());
    boolean shared =
        hashes.entrySet().stream()
            .anyMatch(
                other -> other.getKey().model().equals(model) && !other.getValue().equals(hash));
    return new NamedContender(
        contender,
        contender.name(shared ? model + " " + hash.substring(0, HASH_SHOWN) : model),
        hash);
  }
}
