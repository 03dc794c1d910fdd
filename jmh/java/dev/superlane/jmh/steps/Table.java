package dev.superlane.jmh.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table as aligned text and as Markdown: the first column to the left, numbers to the right. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... header) {
    rows.add(List.of(header));
  }

  /**
   * @param cells one a column
   */
  void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "row has %d cells, allowed are %d".formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells));
  }

  /** A number with so many decimals, the same in any locale. */
  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  String text() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElseThrow())
            .toArray();
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      String line =
          IntStream.range(0, row.size())
              .mapToObj(c -> padded(row.get(c), widths[c], c == 0))
              .collect(Collectors.joining("  "));
      out.append(line.stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private static String padded(String cell, int width, boolean left) {
    String space = " ".repeat(width - cell.length());
    return left ? cell + space : space + cell;
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      out.append("| ").append(String.join(" | ", rows.get(r))).append(" |\n");
      if (r == 0) {
        int others = rows.getFirst().size() - 1;
        out.append("|---|")
            .append(String.join("", Collections.nCopies(others, "---:|")))
            .append('\n');
      }
    }
    return out.toString();
  }
}
