package io.resail.raster;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The classes of a data set: which label values exist, what they show, and how maps of them are
/// cut.
///
/// Immutable, any thread. Its [#fingerprint] is stored with indexes and weights and sent with
/// requests, so
/// that no picture is ever made in the wrong classes.
public final class ClassCatalog {
  private final String name;
  private final InstanceRule instanceRule;
  private final List<LabelClass> classes;
  private final SortedSet<Integer> ignoredLabels;
  private final SortedMap<Integer, Integer> categories;
  private final int channels;
  private final Map<Integer, Integer> channelByLabel = new LinkedHashMap<>();
  private final Map<Integer, LabelClass> classById = new LinkedHashMap<>();
  private final String fingerprint;

  /// A catalogue.
  ///
  /// @param name the data set, for people
  /// @param instanceRule how instance values are coded
  /// @param classes the classes, in any order, each label once
  /// @param ignoredLabels label values that belong to no segment; those that are no class (255 of
  ///     COCO-Stuff)
  ///     share the last channel
  /// @param categories ADE20K's instance categories with their class, else empty
  /// @param channels label channels of a network for this catalogue, `L` of the spec; 0 for the
  ///     smallest that
  ///     holds every class and ignored label
  public ClassCatalog(
      String name,
      InstanceRule instanceRule,
      List<LabelClass> classes,
      SortedSet<Integer> ignoredLabels,
      SortedMap<Integer, Integer> categories,
      int channels) {
    this.name = name;
    this.instanceRule = instanceRule;
    this.classes = classes.stream().sorted(Comparator.comparingInt(LabelClass::label)).toList();
    this.ignoredLabels = Collections.unmodifiableSortedSet(new TreeSet<>(ignoredLabels));
    this.categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
    if (this.classes.isEmpty()) {
      throw new IllegalArgumentException(
          "catalogue '" + name + "' has no classes: need at least 1");
    }
    for (LabelClass each : this.classes) {
      if (channelByLabel.put(each.label(), each.label()) != null) {
        throw new IllegalArgumentException(
            "catalogue '" + name + "' lists label " + each.label() + " twice: need each once");
      }
      classById.put(classId(each.label()), each);
    }
    int largest = this.classes.getLast().label();
    List<Integer> unlisted =
        this.ignoredLabels.stream().filter(l -> !channelByLabel.containsKey(l)).toList();
    int needed = largest + (unlisted.isEmpty() ? 1 : 2);
    this.channels = channels == 0 ? needed : channels;
    if (this.channels < needed) {
      throw new IllegalArgumentException(
          "catalogue '" + name + "' with " + channels + " channels: its labels need " + needed);
    }
    unlisted.forEach(label -> channelByLabel.put(label, this.channels - 1));
    this.fingerprint = sha256(canonicalText());
  }

  /// The data set, for people.
  public String name() {
    return name;
  }

  /// How instance values are coded.
  public InstanceRule instanceRule() {
    return instanceRule;
  }

  /// The classes, ascending by label.
  public List<LabelClass> classes() {
    return classes;
  }

  /// Label values that belong to no segment.
  public SortedSet<Integer> ignoredLabels() {
    return ignoredLabels;
  }

  /// ADE20K's instance categories with their class, else empty.
  public SortedMap<Integer, Integer> categories() {
    return categories;
  }

  /// Label channels of a network for this catalogue, `L` of the spec.
  public int channels() {
    return channels;
  }

  /// A hash of everything above: 64 hexadecimal digits.
  public String fingerprint() {
    return fingerprint;
  }

  /// Whether the value may stand in a label map.
  public boolean knows(int label) {
    return channelByLabel.containsKey(label);
  }

  /// The channel that a known label value sets, 0 to `channels - 1`.
  public int channel(int label) {
    Integer channel = channelByLabel.get(label);
    if (channel == null) {
      throw new IllegalArgumentException("label " + label + " is not in catalogue '" + name + "'");
    }
    return channel;
  }

  /// The channel of each pixel, row after row.
  ///
  /// @throws IllegalArgumentException if a value may not stand in a map; [#require] says it better
  public int[] channels(LabelMap map) {
    int[] values = map.toLabels();
    int last = -1;
    int channel = 0;
    for (int i = 0; i < values.length; i++) {
      // Neighbours mostly share their label, and looking it up costs more than comparing.
      if (values[i] != last) {
        last = values[i];
        channel = channel(last);
      }
      values[i] = channel;
    }
    return values;
  }

  /// The class number that segments of a label carry: the label, plus 1 in COCO-Stuff (spec
  /// section 2).
  public int classId(int label) {
    return instanceRule == InstanceRule.COCO_STUFF ? label + 1 : label;
  }

  /// The class with that segment class number.
  public Optional<LabelClass> byClassId(int classId) {
    return Optional.ofNullable(classById.get(classId));
  }

  /// Refuses a map with label values outside this catalogue.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming up to eight values, their pixel counts and
  ///     a remedy
  public void require(LabelMap map) {
    TreeMap<Integer, Integer> strangers = new TreeMap<>();
    for (int label : map.toLabels()) {
      if (!channelByLabel.containsKey(label)) {
        strangers.merge(label, 1, Integer::sum);
      }
    }
    if (!strangers.isEmpty()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "map",
          "label map holds values outside catalogue '"
              + name
              + "': "
              + strangers.entrySet().stream()
                  .limit(8)
                  .map(e -> e.getKey() + " (" + e.getValue() + " pixels)")
                  .collect(Collectors.joining(", "))
              + (strangers.size() > 8 ? " and " + (strangers.size() - 8) + " more" : "")
              + "; need "
              + knownText()
              + "; map them to one of these, or read the map from its raw raster if it was"
              + " colour-coded");
    }
  }

  private String knownText() {
    String listed = classes.getFirst().label() + " to " + classes.getLast().label();
    return ignoredLabels.isEmpty() ? listed : listed + ", ignored " + ignoredLabels;
  }

  private String canonicalText() {
    List<String> lines = new ArrayList<>();
    lines.add("catalogue 1");
    lines.add(name);
    lines.add(instanceRule.name());
    lines.add("channels " + channels);
    classes.forEach(c -> lines.add(c.label() + " " + c.thing() + " " + c.rgb() + " " + c.name()));
    lines.add("ignored " + ignoredLabels);
    lines.add("categories " + categories);
    return String.join("\n", lines);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassCatalog that && fingerprint.equals(that.fingerprint);
  }

  @Override
  public int hashCode() {
    return fingerprint.hashCode();
  }

  @Override
  public String toString() {
    return "catalogue '" + name + "' of " + classes.size() + " classes";
  }
}
