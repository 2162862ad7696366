package io.resail.synth.guidance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/// A gzipped safetensors file among the test resources.
final class GoldenFile {
  private final ByteBuffer data;
  private final JsonObject header;

  private GoldenFile(ByteBuffer file) {
    int length = Math.toIntExact(file.getLong(0));
    byte[] json = new byte[length];
    file.get(8, json);
    header = JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
    data = file.slice(8 + length, file.capacity() - 8 - length).order(ByteOrder.LITTLE_ENDIAN);
  }

  static GoldenFile read(String resource) {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(GoldenFile.class.getResourceAsStream(resource)))) {
      return new GoldenFile(ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int[] shape(String name) {
    return header.getAsJsonObject(name).getAsJsonArray("shape").asList().stream()
        .mapToInt(n -> n.getAsInt())
        .toArray();
  }

  private ByteBuffer part(String name) {
    var offsets = header.getAsJsonObject(name).getAsJsonArray("data_offsets");
    int from = offsets.get(0).getAsInt();
    return data.slice(from, offsets.get(1).getAsInt() - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] bytes(String name) {
    ByteBuffer part = part(name);
    byte[] bytes = new byte[part.capacity()];
    part.get(bytes);
    return bytes;
  }

  int[] integers(String name) {
    ByteBuffer part = part(name);
    return IntStream.range(0, part.capacity() / 4).map(i -> part.getInt(4 * i)).toArray();
  }

  float[] floats(String name) {
    ByteBuffer part = part(name);
    float[] floats = new float[part.capacity() / 4];
    part.asFloatBuffer().get(floats);
    return floats;
  }
}
