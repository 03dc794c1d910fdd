package dev.superlane.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison as text for a terminal or a log. */
public final class ComparisonTable {
  private static final List<String> HEAD =
      List.of("benchmark", "A", "B", "", "time B/A", "95 %", "p", "could see", "verdict");
  private static final String RED = "\u001B[31m";
  private static final String GREEN = "\u001B[32m";
  private static final String FAINT = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";

  private ComparisonTable() {}

  /**
   * @param colours whether the verdicts shall have some
   */
  public static String of(ResultComparison comparison, boolean colours) {
    StringBuilder text = new StringBuilder();
    side(text, "A", comparison.a());
    side(text, "B", comparison.b());
    text.append('\n');
    table(text, comparison.rows(), colours);
    unmatched(text, "A", comparison.onlyA());
    unmatched(text, "B", comparison.onlyB());
    text.append(
        """

        time B/A: above 1 B takes longer, whatever the mode; p: of being beyond the threshold by
        chance, corrected for all rows; could see: the least slowdown that would have been found.
        """);
    return text.append(
            "threshold %s %%: %s%n"
                .formatted(number(comparison.thresholdPercent()), comparison.summary()))
        .toString();
  }

  private static void side(StringBuilder text, String name, JmhResults side) {
    text.append("%s  %s  JDK %s%n".formatted(name, side.path(), String.join("; ", side.jvms())));
  }

  private static void table(StringBuilder text, List<ComparedRow> rows, boolean colours) {
    List<List<String>> cells = new ArrayList<>(List.of(HEAD));
    rows.forEach(row -> cells.add(cells(row)));
    int[] widths = new int[HEAD.size()];
    for (List<String> line : cells) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    for (int r = 0; r < cells.size(); r++) {
      List<String> line = cells.get(r);
      for (int c = 0; c < widths.length - 1; c++) {
        // Names and units begin at the left, numbers end at the right.
        String side = c == 0 || c == 3 ? "-" : "";
        String width = widths[c] == 0 ? "" : side + widths[c];
        text.append(("%" + width + "s  ").formatted(line.get(c)));
      }
      String colour = r == 0 || !colours ? "" : colour(rows.get(r - 1).verdict());
      text.append(colour).append(line.getLast()).append(colour.isEmpty() ? "" : PLAIN);
      text.append(System.lineSeparator());
    }
  }

  private static List<String> cells(ComparedRow row) {
    boolean interval = row.ratio() != null;
    String verdict = row.verdict() + (row.reason().isEmpty() ? "" : ": " + row.reason());
    return List.of(
        row.label(),
        number(ComparedRow.score(row.a())),
        number(ComparedRow.score(row.b())),
        row.a().unit(),
        decimals(row.timeRatio()),
        interval
            ? decimals(Math.exp(row.ratio().low())) + " – " + decimals(Math.exp(row.ratio().high()))
            : "–",
        interval ? p(row.p()) : "–",
        interval ? percent(row.smallest()) : "–",
        verdict);
  }

  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case SLOWER -> RED;
      case FASTER -> GREEN;
      case TOO_NOISY_TO_SAY -> FAINT;
      case SAME -> "";
    };
  }

  private static void unmatched(StringBuilder text, String side, List<String> labels) {
    if (!labels.isEmpty()) {
      text.append(
          labels.stream()
              .map(label -> "  " + label + System.lineSeparator())
              .collect(Collectors.joining("", "\nonly in %s:%n".formatted(side), "")));
    }
  }

  private static String p(double p) {
    return p < 0.001 ? "<0.001" : decimals(p);
  }

  private static String percent(double ratio) {
    return ratio < 10 ? String.format(Locale.ROOT, "%.1f %%", 100 * (ratio - 1)) : ">900 %";
  }

  private static String decimals(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
  }

  /** Four significant digits without an exponent. */
  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString()
        : "–";
  }
}
