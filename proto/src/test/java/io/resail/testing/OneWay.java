package io.resail.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The direction test: reads the compiled classes of a module and lists what they should not refer
/// to.
///
/// A package may use itself and those that stand before it in the module's order. Of other modules
/// it may use all but what is hidden there. What it uses is read from class entries and from
/// descriptors: a type that is only passed through stands in no class entry.
public final class OneWay {
  /// Packages that no other module may use: tested and measured through their doors.
  private static final List<String> HIDDEN =
      List.of("io.resail.index.descriptor", "io.resail.index.store");

  /// Generated messages, and the only packages that read them.
  private static final String MESSAGES = "io.resail.proto.v1";

  private static final List<String> READERS_OF_MESSAGES =
      List.of(
          MESSAGES,
          "io.resail.wire",
          "io.resail.client",
          "io.resail.index.server",
          "io.resail.synth.server");

  private final Path classes;
  private final List<String> order;
  private final Map<String, List<String>> confined = new LinkedHashMap<>();

  private OneWay(Path classes, List<String> order) {
    this.classes = classes;
    this.order = order;
  }

  /// The module that the class belongs to, with its packages in order.
  public static OneWay of(Class<?> ofTheModule, String... order) {
    try {
      return in(
          Path.of(ofTheModule.getProtectionDomain().getCodeSource().getLocation().toURI()), order);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(ofTheModule + " does not come from a folder", e);
    }
  }

  /// The module compiled to that folder, with its packages in order.
  public static OneWay in(Path classes, String... order) {
    return new OneWay(classes, List.of(order));
  }

  /// Keeps a library to the given packages.
  ///
  /// @param library how its packages begin, such as `org.apache.lucene`
  public OneWay keeping(String library, String... packages) {
    confined.put(library, List.of(packages));
    return this;
  }

  /// What breaks the rules, a sentence each; empty if nothing does.
  public List<String> violations() {
    List<String> violations = new ArrayList<>();
    TreeSet<String> found = new TreeSet<>();
    for (ClassModel model : models()) {
      String from = References.name(model.thisClass().asInternalName());
      String home = References.packageOf(from);
      found.add(home);
      if (!order.contains(home)) {
        violations.add(from + ": package " + home + " has no place in the order");
      } else {
        for (String to : References.of(model)) {
          why(home, References.packageOf(to))
              .ifPresent(reason -> violations.add(from + " uses " + to + ": " + reason));
        }
      }
    }
    order.stream()
        .filter(each -> !found.contains(each))
        .forEach(each -> violations.add("package " + each + " is in the order but has no class"));
    return violations;
  }

  /// Why one package may not use another, if it may not.
  private Optional<String> why(String from, String to) {
    if (order.contains(to)) {
      if (order.indexOf(to) > order.indexOf(from)) {
        return Optional.of(from + " stands before " + to);
      }
    } else if (HIDDEN.contains(to)) {
      return Optional.of(to + " is hidden in its module");
    }
    if (to.equals(MESSAGES) && !READERS_OF_MESSAGES.contains(from)) {
      return Optional.of("only " + READERS_OF_MESSAGES + " read messages");
    }
    return confined.entrySet().stream()
        .filter(rule -> to.equals(rule.getKey()) || to.startsWith(rule.getKey() + "."))
        .filter(rule -> !rule.getValue().contains(from))
        .map(rule -> rule.getKey() + " is kept to " + rule.getValue())
        .findFirst();
  }

  private List<ClassModel> models() {
    try (Stream<Path> files = Files.walk(classes)) {
      List<ClassModel> models = new ArrayList<>();
      for (Path file : files.filter(OneWay::isClass).sorted().toList()) {
        models.add(ClassFile.of().parse(file));
      }
      if (models.isEmpty()) {
        throw new IllegalArgumentException("no classes in " + classes + ": compile them first");
      }
      return models;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the classes in " + classes, e);
    }
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.equals("module-info.class");
  }
}
