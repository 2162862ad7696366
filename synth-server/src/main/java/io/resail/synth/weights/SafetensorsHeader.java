package io.resail.synth.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the JSON of a safetensors file says, once it can be believed: every tensor has a known
/// type, fills its place exactly, and the places follow each other without gap or overlap.
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";

  /// More dimensions than any tensor we know has.
  static final int MOST_DIMENSIONS = 16;

  /// One tensor and the bytes that hold it, counted from the first after the header.
  record Entry(String name, ElementType type, List<Long> shape, long begin, long end) {
    private void check() throws IOException {
      try {
        long bytes = Math.multiplyExact(Tensor.count(sizes()), type.bytes());
        if (shape.stream().allMatch(size -> size >= 0)
            && shape.size() <= MOST_DIMENSIONS
            && 0 <= begin
            && begin <= end
            && end - begin == bytes) {
          return;
        }
      } catch (ArithmeticException tooLarge) {
        throw new IOException(
            "tensor '" + name + "' of shape " + shape + " is too large", tooLarge);
      }
      throw new IOException(
          "tensor '"
              + name
              + "' of shape "
              + shape
              + " and type "
              + type
              + " does not fit bytes "
              + begin
              + " to "
              + end);
    }

    private long[] sizes() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /// Reads a header of a file that holds `dataBytes` bytes after it.
  ///
  /// @throws IOException if the header is not JSON or says something that cannot be; the message
  ///     says what
  static SafetensorsHeader parse(byte[] json, long dataBytes) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonReader reader = new JsonReader(new StringReader(decoded(json)))) {
      reader.setStrictness(Strictness.STRICT);
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals(METADATA)) {
          readWords(reader, metadata);
        } else if (entries.put(name, readEntry(name, reader)) != null) {
          throw new IOException("tensor '" + name + "' is named twice");
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("the header goes on after its JSON object");
      }
    } catch (IllegalStateException | NumberFormatException wrong) {
      throw new IOException("the header is not as it should be: " + wrong.getMessage(), wrong);
    }
    checkPlaces(entries.values().stream().toList(), dataBytes);
    return new SafetensorsHeader(List.copyOf(entries.values()), metadata);
  }

  private static void checkPlaces(List<Entry> entries, long dataBytes) throws IOException {
    long next = 0;
    for (Entry entry :
        entries.stream()
            .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
            .toList()) {
      if (entry.begin != next) {
        throw new IOException(
            "tensor '"
                + entry.name
                + "' begins at "
                + entry.begin
                + " where "
                + next
                + " is next: need places without gap or overlap");
      }
      next = entry.end;
    }
    if (next != dataBytes) {
      throw new IOException(
          "the header places " + next + " bytes of data, the file holds " + dataBytes);
    }
  }

  private static String decoded(byte[] json) throws IOException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException wrong) {
      throw new IOException("the header is not UTF-8", wrong);
    }
  }

  private static void readWords(JsonReader reader, Map<String, String> words) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (words.put(name, reader.nextString()) != null) {
        throw new IOException("metadata '" + name + "' is named twice");
      }
    }
    reader.endObject();
  }

  private static Entry readEntry(String name, JsonReader reader) throws IOException {
    String type = "none";
    Optional<List<Long>> shape = Optional.empty();
    List<Long> place = List.of();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "dtype" -> type = reader.nextString();
        case "shape" -> shape = Optional.of(readNumbers(reader));
        case "data_offsets" -> place = readNumbers(reader);
        case String other ->
            throw new IOException("tensor '" + name + "' has an unknown field '" + other + "'");
      }
    }
    reader.endObject();
    Optional<ElementType> known = ElementType.named(type);
    if (known.isEmpty()) {
      throw new IOException(
          "tensor '"
              + name
              + "' has elements of type '"
              + type
              + "': need one of "
              + Arrays.toString(ElementType.values()));
    }
    if (shape.isEmpty() || place.size() != 2) {
      throw new IOException("tensor '" + name + "' lacks its shape or its two data_offsets");
    }
    Entry entry = new Entry(name, known.get(), shape.get(), place.getFirst(), place.getLast());
    entry.check();
    return entry;
  }

  private static List<Long> readNumbers(JsonReader reader) throws IOException {
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      numbers.add(reader.nextLong());
    }
    reader.endArray();
    return numbers;
  }

  /// The weights whose elements are `data`, without copying them.
  Weights over(MemorySegment data) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      MemorySegment place = data.asSlice(entry.begin, entry.end - entry.begin);
      tensors.put(entry.name, new Tensor(entry.type, entry.sizes(), place));
    }
    return new Weights(tensors, metadata);
  }

  /// The JSON for tensors that lie in the order given.
  static byte[] write(Map<String, Tensor> tensors, Map<String, String> metadata) {
    JsonObject header = new JsonObject();
    if (!metadata.isEmpty()) {
      JsonObject words = new JsonObject();
      metadata.forEach(words::addProperty);
      header.add(METADATA, words);
    }
    long begin = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      Tensor tensor = named.getValue();
      long end = begin + tensor.data().byteSize();
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", tensor.type().name());
      entry.add("shape", array(tensor.shape()));
      entry.add("data_offsets", array(begin, end));
      header.add(named.getKey(), entry);
      begin = end;
    }
    return header.toString().getBytes(UTF_8);
  }

  private static JsonArray array(long... numbers) {
    JsonArray array = new JsonArray();
    for (long number : numbers) {
      array.add(number);
    }
    return array;
  }
}
