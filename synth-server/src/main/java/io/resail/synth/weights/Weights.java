package io.resail.synth.weights;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Named tensors with the words stored beside them.
///
/// Immutable, any thread.
public final class Weights {
  /// The largest piece handed to the digest at once, below what one buffer can hold.
  private static final long PIECE = 1 << 24;

  private final SequencedMap<String, Tensor> tensors;
  private final SequencedMap<String, String> metadata;

  /// Tensors and metadata, copied in the order given.
  public Weights(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    this.metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
  }

  /// The tensors by name, in file order; read-only.
  public SequencedMap<String, Tensor> tensors() {
    return tensors;
  }

  /// The words stored beside the tensors; read-only.
  public SequencedMap<String, String> metadata() {
    return metadata;
  }

  /// The tensor of this name.
  ///
  /// @throws FaultException [Fault#DAMAGED] if there is none
  public Tensor tensor(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.DAMAGED,
                    name,
                    "no tensor '"
                        + name
                        + "' among "
                        + tensors.size()
                        + ": need weights of the same kind of network"));
  }

  /// The tensor of this name, if there is one.
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /// The metadata of this name.
  ///
  /// @throws FaultException [Fault#DAMAGED] if there is none
  public String word(String name) {
    String word = metadata.get(name);
    if (word == null) {
      throw new FaultException(
          Fault.DAMAGED, name, "no metadata '" + name + "' among " + metadata.keySet());
    }
    return word;
  }

  /// Those tensors whose names start with `prefix`, named by the rest; the metadata stays.
  public Weights under(String prefix) {
    Map<String, Tensor> chosen = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            chosen.put(name.substring(prefix.length()), tensor);
          }
        });
    return new Weights(chosen, metadata);
  }

  /// Those tensors whose names are chosen; the metadata stays.
  public Weights chosen(Predicate<String> choice) {
    Map<String, Tensor> chosen = new LinkedHashMap<>(tensors);
    chosen.keySet().removeIf(choice.negate());
    return new Weights(chosen, metadata);
  }

  /// The same tensors with other metadata.
  public Weights withMetadata(Map<String, String> words) {
    return new Weights(tensors, words);
  }

  /// The same weights with every floating-point tensor in half precision, for a file of half the
  /// size.
  public Weights halved() {
    return mapped(Tensor::halved);
  }

  private Weights mapped(UnaryOperator<Tensor> change) {
    Map<String, Tensor> changed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> changed.put(name, change.apply(tensor)));
    return new Weights(changed, metadata);
  }

  /// SHA-256 over all names, types, shapes, elements and metadata, in hexadecimal; the order in
  /// which they are held does not count.
  public String hash() {
    MessageDigest digest = sha256();
    new TreeMap<>(metadata)
        .forEach(
            (name, word) -> {
              update(digest, name);
              update(digest, word);
            });
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              update(digest, name);
              update(digest, tensor.toString());
              update(digest, tensor.data());
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }

  /// The length goes first, so that no two lists of texts run together into the same bytes.
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static void update(MessageDigest digest, MemorySegment data) {
    for (long from = 0; from < data.byteSize(); from += PIECE) {
      digest.update(data.asSlice(from, Math.min(PIECE, data.byteSize() - from)).asByteBuffer());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights that
        && tensors.equals(that.tensors)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return 31 * tensors.hashCode() + metadata.hashCode();
  }

  @Override
  public String toString() {
    return tensors.size() + " tensors, " + metadata.size() + " words";
  }
}
