package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import java.util.Locale;

/** A {@link Comparison} as horizontal bars in an SVG; colours are the page's classes s0, s1, … */
final class BarsSvg {
  /** What one look takes in; the table holds all. */
  static final int GROUPS = 24;

  private static final int WIDTH = 520;
  private static final int BAR = 15;
  private static final int VALUE = 170;
  private static final int LINE = 20;

  /** Letters of 12 px that fit beside the bars and in a line of the legend. */
  private static final int LETTERS = 72;

  private BarsSvg() {}

  static String of(Comparison comparison) {
    double longest = 0;
    int height = 10;
    int groups = Math.min(GROUPS, comparison.groups().size());
    for (Comparison.Group group : comparison.groups().subList(0, groups)) {
      height += LINE + 6;
      for (String variant : group.scores().keySet()) {
        height += BAR + 2;
        longest = Math.max(longest, group.speed(variant, comparison.base()));
      }
    }
    StringBuilder out = new StringBuilder();
    add(out, "<svg class=\"bars\" viewBox=\"0 0 %d %d\" role=\"img\" ", WIDTH, height);
    add(out, "aria-label=\"%s\">\n", Html.escape(comparison.title()));
    int y = 0;
    for (Comparison.Group group : comparison.groups().subList(0, groups)) {
      y += LINE;
      add(out, "<text x=\"0\" y=\"%d\">%s</text>\n", y, Html.escape(cut(group.label())));
      y += 6;
      for (int v = 0; v < comparison.variants().size(); v++) {
        String variant = comparison.variants().get(v);
        JmhScore score = group.scores().get(variant);
        if (score != null) {
          double speed = group.speed(variant, comparison.base());
          double length = (WIDTH - VALUE) * speed / longest;
          add(out, "<rect class=\"s%d\" y=\"%d\" height=\"%d\"", v % Html.COLOURS, y, BAR);
          add(out, " width=\"%.1f\"><title>%s</title></rect>", length, Html.escape(variant));
          add(out, "<text class=\"v\" x=\"%.1f\" y=\"%d\">", length + 5, y + BAR - 3);
          add(out, "%.2f \u00d7 (%s)</text>\n", speed, Html.escape(amount(score)));
          y += BAR + 2;
        }
      }
    }
    return out.append("</svg>\n").toString();
  }

  private static String amount(JmhScore score) {
    return score.gflops() > 0
        ? Html.number(score.gflops()) + " GFLOP/s"
        : Html.number(score.score()) + " " + score.unit();
  }

  private static String cut(String label) {
    return label.length() <= LETTERS ? label : label.substring(0, LETTERS - 1) + "\u2026";
  }

  private static void add(StringBuilder out, String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments));
  }
}
