package io.resail.index.store;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/// A catalogue as lines of text, each a word and its values: the form kept in an index's commits.
final class CatalogText {
  private static final String FIRST_LINE = "catalogue 1";

  private CatalogText() {}

  static String write(ClassCatalog catalog) {
    List<String> lines = new ArrayList<>();
    lines.add(FIRST_LINE);
    lines.add("name " + escape(catalog.name()));
    lines.add("rule " + catalog.instanceRule().name());
    lines.add("channels " + catalog.channels());
    for (LabelClass each : catalog.classes()) {
      lines.add(
          "class "
              + each.label()
              + " "
              + (each.thing() ? "thing" : "stuff")
              + " "
              + Integer.toHexString(each.rgb())
              + " "
              + escape(each.name()));
    }
    catalog.ignoredLabels().forEach(label -> lines.add("ignored " + label));
    catalog
        .categories()
        .forEach((category, classId) -> lines.add("category " + category + " " + classId));
    return String.join("\n", lines);
  }

  /// @throws IllegalArgumentException if the text is not one that [#write] wrote
  static ClassCatalog read(String text) {
    String[] lines = text.split("\n", -1);
    if (!lines[0].equals(FIRST_LINE)) {
      throw new IllegalArgumentException(
          "catalogue text begins '" + lines[0] + "': need '" + FIRST_LINE + "'");
    }
    String name = "";
    InstanceRule rule = InstanceRule.PLAIN;
    int channels = 0;
    List<LabelClass> classes = new ArrayList<>();
    TreeSet<Integer> ignored = new TreeSet<>();
    TreeMap<Integer, Integer> categories = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] words = lines[i].split(" ", 2);
      if (words.length < 2) {
        throw new IllegalArgumentException("catalogue line '" + lines[i] + "': need a value");
      }
      switch (words[0].toLowerCase(Locale.ROOT)) {
        case "name" -> name = unescape(words[1]);
        case "rule" -> rule = InstanceRule.valueOf(words[1]);
        case "channels" -> channels = Integer.parseInt(words[1]);
        case "class" -> classes.add(labelClass(words[1]));
        case "ignored" -> ignored.add(Integer.parseInt(words[1]));
        case "category" -> {
          String[] pair = words[1].split(" ", 2);
          categories.put(Integer.parseInt(pair[0]), Integer.parseInt(pair[1]));
        }
        default -> throw new IllegalArgumentException("catalogue line '" + lines[i] + "'");
      }
    }
    return new ClassCatalog(name, rule, classes, ignored, categories, channels);
  }

  private static LabelClass labelClass(String values) {
    String[] parts = values.split(" ", 4);
    if (parts.length < 4) {
      throw new IllegalArgumentException("catalogue class '" + values + "': need four values");
    }
    return new LabelClass(
        Integer.parseInt(parts[0]),
        unescape(parts[3]),
        Integer.parseInt(parts[2], 16),
        parts[1].equals("thing"));
  }

  private static String escape(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String unescape(String text) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        name.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
