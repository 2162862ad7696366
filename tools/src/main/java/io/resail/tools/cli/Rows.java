package io.resail.tools.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Lines of a table for a terminal: the first column left, the others right. One thread.
final class Rows {
  private final List<String[]> rows = new ArrayList<>();

  Rows(String... headings) {
    rows.add(headings);
  }

  void add(Object... cells) {
    rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder(row[0]);
    line.repeat(' ', widths[0] - row[0].length());
    for (int c = 1; c < row.length; c++) {
      line.repeat(' ', 2 + widths[c] - row[c].length()).append(row[c]);
    }
    return line.toString().stripTrailing();
  }
}
