package io.resail.tools.training;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Figures of a run by step, its losses say, in a CSV file: one row a step, written as it is known.
/// One thread.
final class RunLog {
  private static final String STEP = "step";

  private final Path file;
  private final List<String> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /// The figures of one step by name.
  record Row(long step, SequencedMap<String, Double> figures) {}

  /// A log in a file; what the file has from before a step is kept, what comes from then on goes:
  /// a resumed run writes it again.
  RunLog(Path file, long fromStep) {
    this.file = file;
    try {
      if (Files.exists(file)) {
        read(Files.readAllLines(file, StandardCharsets.UTF_8), fromStep);
        rewrite();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the figures in " + file + " cannot be read or written", e);
    }
  }

  private void read(List<String> lines, long fromStep) {
    if (lines.isEmpty()) {
      return;
    }
    List<String> names = List.of(lines.getFirst().split(","));
    columns.addAll(names.subList(1, names.size()));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      // A killed run may have left half a line, which its last checkpoint does not reach.
      if (cells.length == names.size() && Long.parseLong(cells[0]) < fromStep) {
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        for (int i = 1; i < cells.length; i++) {
          figures.put(names.get(i), Double.parseDouble(cells[i]));
        }
        rows.add(new Row(Long.parseLong(cells[0]), figures));
      }
    }
  }

  private void rewrite() throws IOException {
    List<String> lines = new ArrayList<>();
    if (!columns.isEmpty()) {
      lines.add(header());
    }
    rows.forEach(row -> lines.add(line(row)));
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  /// Adds a step.
  ///
  /// @param figures always the same names
  void add(long step, SequencedMap<String, Double> figures) {
    if (columns.isEmpty()) {
      columns.addAll(figures.keySet());
      append(header());
    }
    if (!columns.equals(List.copyOf(figures.keySet()))) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          file.toString(),
          file
              + " has the figures "
              + columns
              + ", this run has "
              + figures.keySet()
              + ": use another folder, or the recipe that the run began with");
    }
    Row row = new Row(step, figures);
    rows.add(row);
    append(line(row));
  }

  /// The rows so far.
  List<Row> rows() {
    return List.copyOf(rows);
  }

  private String header() {
    return STEP + "," + String.join(",", columns);
  }

  private static String line(Row row) {
    return row.step()
        + ","
        + row.figures().values().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private void append(String line) {
    try {
      Files.writeString(
          file,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the figures in " + file + " cannot be written", e);
    }
  }
}
