package io.resail.tools.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Settings as a JSON file of one level of groups: what a file leaves out has its default, what it
/// says must exist and be of the default's type. Comments and trailing commas are allowed.
/// Immutable, any thread.
///
/// @param <T> a record of numbers, words, switches, choices and records of these
final class SettingsFile<T extends Record> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Class<T> type;
  private final JsonNode defaults;

  /// Settings of a type, with the values for what a file does not say.
  SettingsFile(Class<T> type, T defaults) {
    this.type = type;
    this.defaults = JSON.valueToTree(defaults);
  }

  /// Reads a file.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming the setting that is unknown, of the wrong
  ///     type
  ///     or out of range
  T read(Path file) throws IOException {
    return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
  }

  /// Reads a text.
  ///
  /// @param origin where it comes from, for messages
  T parse(String text, String origin) {
    try {
      ObjectNode merged = defaults.deepCopy();
      JsonNode given = JSON.readTree(text);
      if (!given.isObject()) {
        throw wrong(origin, "need one JSON object of settings in braces");
      }
      merge("", (ObjectNode) given, merged, origin);
      return JSON.treeToValue(merged, type);
    } catch (JsonProcessingException e) {
      throw wrong(origin, reason(e));
    }
  }

  /// The text of all settings, those with default values too.
  String write(T settings) {
    try {
      return JSON.writeValueAsString(settings) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values are always JSON", e);
    }
  }

  private static void merge(String path, ObjectNode given, ObjectNode into, String origin) {
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      String name = path + each.getKey();
      JsonNode known = into.get(each.getKey());
      JsonNode value = each.getValue();
      if (known == null) {
        List<String> names = new ArrayList<>();
        into.fieldNames().forEachRemaining(names::add);
        throw wrong(
            origin, "'" + name + "' is not a setting: need one of " + String.join(", ", names));
      }
      if (known.isObject() && value.isObject()) {
        merge(name + ".", (ObjectNode) value, (ObjectNode) known, origin);
      } else if (known.getNodeType() == value.getNodeType()
          && (!known.isIntegralNumber() || value.isIntegralNumber())) {
        into.set(each.getKey(), value);
      } else {
        throw wrong(origin, "'" + name + "' is " + value + ": need a value like " + known);
      }
    }
  }

  private static String reason(JsonProcessingException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException) {
        return cause.getMessage();
      }
    }
    return failure.getOriginalMessage()
        + (failure.getLocation() == null ? "" : " in line " + failure.getLocation().getLineNr());
  }

  private static FaultException wrong(String origin, String reason) {
    return new FaultException(Fault.WRONG_INPUT, origin, origin + ": " + reason);
  }
}
