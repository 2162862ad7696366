package io.resail.tools.dataset;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Catalogues as JSON: the `classes.json` of a folder and the resources beside this class.
///
/// `{"name": "Streets", "classes": [{"label": 0, "name": "sky", "color": "#4682b4"}, {"label": 1,
/// "name": "car", "color": "#00008e", "thing": true}], "ignored": [255]}`, and where needed
/// `"instanceRule"` (one of [InstanceRule], else `PLAIN`), `"channels"` and `"categories"`.
public final class CatalogFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private CatalogFile() {}

  private record ClassText(
      @Nullable Integer label,
      @Nullable String name,
      @Nullable String color,
      @Nullable Boolean thing) {
    LabelClass value() {
      if (label == null || name == null || color == null || !color.matches("#[0-9a-fA-F]{6}")) {
        throw new IllegalArgumentException(
            "class {label: "
                + label
                + ", name: "
                + name
                + ", color: "
                + color
                + "}: need a label, a name and a color written as #rrggbb");
      }
      int rgb = Integer.parseInt(color.substring(1), 16);
      return new LabelClass(label, name, rgb, Boolean.TRUE.equals(thing));
    }
  }

  private record CatalogText(
      @Nullable String name,
      @Nullable InstanceRule instanceRule,
      @Nullable Integer channels,
      @Nullable List<Integer> ignored,
      @Nullable Map<Integer, Integer> categories,
      @Nullable List<ClassText> classes) {
    ClassCatalog value() {
      if (name == null || classes == null) {
        throw new IllegalArgumentException("no name or no classes: need both");
      }
      return new ClassCatalog(
          name,
          instanceRule == null ? InstanceRule.PLAIN : instanceRule,
          classes.stream().map(ClassText::value).toList(),
          ignored == null ? new TreeSet<>() : new TreeSet<>(ignored),
          categories == null ? new TreeMap<>() : new TreeMap<>(categories),
          channels == null ? 0 : channels);
    }
  }

  /// Reads a catalogue.
  ///
  /// @throws FaultException [io.resail.fault.Fault#WRONG_INPUT] if the file is missing or does not
  ///     describe one
  public static ClassCatalog read(Path file) {
    try {
      return catalog(RasterFiles.bytes(file));
    } catch (UnrecognizedPropertyException e) {
      throw RasterFiles.wrong(
          file,
          "key '"
              + e.getPropertyName()
              + "' means nothing here"
              + place(e)
              + ": need keys among "
              + e.getKnownPropertyIds());
    } catch (JsonProcessingException e) {
      throw RasterFiles.wrong(file, e.getOriginalMessage() + place(e));
    } catch (IOException e) {
      throw RasterFiles.unreadable(file, e);
    } catch (IllegalArgumentException e) {
      throw RasterFiles.wrong(file, String.valueOf(e.getMessage()));
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  /// A catalogue that comes with this program.
  static ClassCatalog builtIn(String name) {
    try (InputStream in = CatalogFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not among the resources");
      }
      return catalog(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(name + " among the resources is broken", e);
    }
  }

  private static ClassCatalog catalog(byte[] json) throws IOException {
    CatalogText text = MAPPER.readValue(json, CatalogText.class);
    if (text == null) {
      throw new IllegalArgumentException("null: need an object with name and classes");
    }
    return text.value();
  }

  /// The bytes of a catalogue's file, from which [#read] makes an equal one.
  static byte[] bytes(ClassCatalog catalog) {
    List<String> lines = new ArrayList<>();
    lines.add("{");
    lines.add("  \"name\": " + json(catalog.name()) + ",");
    lines.add("  \"instanceRule\": \"" + catalog.instanceRule() + "\",");
    lines.add("  \"channels\": " + catalog.channels() + ",");
    lines.add("  \"ignored\": " + json(catalog.ignoredLabels()) + ",");
    if (!catalog.categories().isEmpty()) {
      lines.add("  \"categories\": " + json(catalog.categories()) + ",");
    }
    lines.add("  \"classes\": [");
    lines.add(catalog.classes().stream().map(CatalogFile::line).collect(joining(",\n")));
    lines.add("  ]");
    lines.add("}");
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String line(LabelClass each) {
    return "    {\"label\": "
        + each.label()
        + ", \"name\": "
        + json(each.name())
        + ", \"color\": \""
        + colour(each.rgb())
        + "\""
        + (each.thing() ? ", \"thing\": true}" : "}");
  }

  /// A colour as `#rrggbb`.
  static String colour(int rgb) {
    return "#" + HexFormat.of().toHexDigits(rgb, 6);
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names, numbers and lists are always JSON", e);
    }
  }
}
