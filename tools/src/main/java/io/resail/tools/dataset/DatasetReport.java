package io.resail.tools.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a check of a data set found.
///
/// @param location where it lies
/// @param catalogName its catalogue, for people
/// @param images pictures with a label map, of each split
/// @param classes the values of the catalogue, ascending by label, those that never occur included;
///     counted in label maps whose values are labels
/// @param findings what is wrong, split by split, in the order of the files
public record DatasetReport(
    DatasetLocation location,
    String catalogName,
    Map<String, Integer> images,
    List<ClassCount> classes,
    List<Finding> findings) {
  private static final int SHOWN_OF_EACH = 20;

  public DatasetReport {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    classes = List.copyOf(classes);
    findings = List.copyOf(findings);
  }

  /// Whether nothing is wrong.
  public boolean isClean() {
    return findings.isEmpty();
  }

  /// The findings of one kind.
  public List<Finding> of(Problem problem) {
    return findings.stream().filter(finding -> finding.problem() == problem).toList();
  }

  /// The report for people, line by line; of each kind of problem the first twenty findings.
  public String toText() {
    List<String> lines = new ArrayList<>();
    lines.add(location + ", classes of " + catalogName);
    images.forEach((split, count) -> lines.add(count + " examples in split " + split));
    addClasses(lines);
    for (Problem problem : Problem.values()) {
      addFindings(lines, problem);
    }
    lines.add("");
    lines.add(isClean() ? "nothing wrong" : findings.size() + " findings");
    return String.join("\n", lines) + "\n";
  }

  private void addClasses(List<String> lines) {
    long all = classes.stream().mapToLong(ClassCount::pixels).sum();
    lines.add("");
    lines.add(row("label", "class", "pixels", "share", "images"));
    for (ClassCount each : classes) {
      if (each.pixels() > 0) {
        double percent = 100.0 * each.pixels() / all;
        lines.add(
            row(
                String.valueOf(each.label()),
                each.name(),
                String.valueOf(each.pixels()),
                String.format(Locale.ROOT, "%.2f %%", percent),
                String.valueOf(each.images())));
      }
    }
    List<String> absent =
        classes.stream()
            .filter(each -> each.pixels() == 0)
            .map(each -> each.label() + " " + each.name())
            .toList();
    if (!absent.isEmpty()) {
      lines.add("never: " + String.join(", ", absent));
    }
  }

  private static String row(String label, String name, String pixels, String share, String images) {
    return String.format(
        Locale.ROOT, "%5s  %-24s %14s %9s %8s", label, name, pixels, share, images);
  }

  private void addFindings(List<String> lines, Problem problem) {
    List<Finding> found = of(problem);
    if (found.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(problem.words() + ": " + found.size());
    found.stream().limit(SHOWN_OF_EACH).forEach(finding -> lines.add("  " + finding));
    if (found.size() > SHOWN_OF_EACH) {
      lines.add("  and " + (found.size() - SHOWN_OF_EACH) + " more");
    }
  }
}
