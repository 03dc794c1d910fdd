package dev.superlane.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as text, for a terminal and a file. */
public final class BenchText {
  private BenchText() {}

  /**
   * Side by side, a column for each way to run, where there is more than one, with its speed
   * relative to the first; then every row with its forks.
   *
   * @param peak GFLOP/s that one core can do at full width, NaN where that is not known; the share
   *     of it is said where there is one way to run only
   */
  public static String of(List<BenchRow> rows, double peak) {
    List<String> columns = rows.stream().map(BenchRow::column).distinct().toList();
    String sideBySide = columns.size() > 1 ? sideBySide(rows, columns) + "\n" : "";
    return sideBySide + forks(rows, peak) + bimodal(rows);
  }

  private static String sideBySide(List<BenchRow> rows, List<String> columns) {
    Map<List<String>, Map<String, BenchRow>> cells = new LinkedHashMap<>();
    rows.forEach(row ->
        cells
            .computeIfAbsent(List.of(row.label(), row.unit()), none -> new LinkedHashMap<>())
            .put(row.column(), row));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("benchmark", ""));
    columns.forEach(column -> head.addAll(List.of(column.isEmpty() ? "all" : column, "speed")));
    lines.add(head);
    cells.forEach((name, byColumn) -> {
      List<String> line = new ArrayList<>(name);
      double first = byColumn.values().iterator().next().speed();
      for (String column : columns) {
        BenchRow row = byColumn.get(column);
        line.add(row == null ? "" : number(row.score()));
        line.add(row == null ? "" : String.format(Locale.ROOT, "%.2f", row.speed() / first));
      }
      lines.add(line);
    });
    return aligned(lines, 2);
  }

  private static String forks(List<BenchRow> rows, double peak) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("benchmark", "", "", "score", "\u00b1", "GFLOP/s", "of peak", "each fork"));
    for (BenchRow row : rows) {
      boolean flops = Double.isFinite(row.gflops());
      lines.add(
          List.of(
              row.label(),
              row.column(),
              row.unit(),
              number(row.score()),
              number(row.error()),
              flops ? String.format(Locale.ROOT, "%.1f", row.gflops()) : "",
              flops && row.column().isEmpty() && Double.isFinite(peak)
                  ? String.format(Locale.ROOT, "%.0f %%", 100 * row.gflops() / peak)
                  : "",
              Arrays.stream(row.means())
                  .mapToObj(BenchText::number)
                  .collect(Collectors.joining(" "))));
    }
    return aligned(lines, 3);
  }

  private static String bimodal(List<BenchRow> rows) {
    String named =
        rows.stream()
            .flatMap(row ->
                row.modes().stream()
                    .map(modes ->
                        "bimodal: %s: %d forks at %s and %d at %s %s%n"
                            .formatted(
                                plain((row.label() + " " + row.column()).strip()),
                                modes.lowForks(),
                                number(modes.low()),
                                modes.highForks(),
                                number(modes.high()),
                                row.unit())))
            .collect(Collectors.joining());
    long few = rows.stream().filter(row -> row.forks().size() < Modes.LEAST_FORKS).count();
    return named
        + (few == 0
            ? ""
            : "not looked at for two modes: %d row%s of fewer than %d forks%n"
                .formatted(few, few == 1 ? "" : "s", Modes.LEAST_FORKS));
  }

  /** The first columns begin at the left, numbers end at the right; the last has no end. */
  private static String aligned(List<List<String>> lines, int words) {
    int columns = lines.getFirst().size();
    StringBuilder text = new StringBuilder();
    int[] widths = new int[columns];
    lines.replaceAll(line -> line.stream().map(BenchText::plain).toList());
    for (List<String> line : lines) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String cell = line.get(c);
        String gap = " ".repeat(widths[c] - cell.length());
        boolean left = c < words || c == columns - 1 && lines.getFirst().get(c).equals("each fork");
        row.append(left ? cell + gap : gap + cell).append(widths[c] == 0 ? "" : "  ");
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** A parameter's control characters could rewrite the terminal's lines. */
  private static String plain(String cell) {
    return cell.replaceAll("\\p{Cntrl}", "?");
  }

  /** Four significant digits without an exponent. */
  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString()
        : "";
  }
}
