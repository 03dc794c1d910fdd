package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import java.util.List;
import java.util.Locale;

/** A {@link Comparison} as horizontal bars in an SVG; colours are the page's classes s0, s1, … */
final class BarsSvg {
  /** What one look takes in; the table holds all. */
  static final int GROUPS = 24;

  /** Drawn in one column. */
  private static final int COLUMN = 12;

  private static final int WIDTH = 400;
  private static final int BAR = 15;
  private static final int VALUE = 168;
  private static final int LINE = 20;

  /** Letters of 12 px that fit beside the bars and in a line of the legend. */
  private static final int LETTERS = 60;

  private BarsSvg() {}

  /** One SVG a column; all bars of one scale. */
  static String of(Comparison comparison) {
    List<Comparison.Group> groups = comparison.groups();
    List<Comparison.Group> shown = groups.subList(0, Math.min(GROUPS, groups.size()));
    double longest = 0;
    for (Comparison.Group group : shown) {
      for (String variant : group.scores().keySet()) {
        longest = Math.max(longest, group.speed(variant, comparison.base()));
      }
    }
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < shown.size(); from += COLUMN) {
      int to = Math.min(from + COLUMN, shown.size());
      out.append(of(comparison, shown.subList(from, to), longest));
    }
    return out.toString();
  }

  private static String of(Comparison comparison, List<Comparison.Group> groups, double longest) {
    int height = 10;
    for (Comparison.Group group : groups) {
      height += LINE + 6 + (BAR + 2) * group.scores().size();
    }
    StringBuilder out = new StringBuilder();
    add(out, "<svg class=\"bars\" viewBox=\"0 0 %d %d\" role=\"img\" ", WIDTH, height);
    add(out, "aria-label=\"%s\">\n", Html.escape(comparison.title()));
    int y = 0;
    for (Comparison.Group group : groups) {
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
          add(out, "%.2f \u00d7 (%s)</text>\n", speed, Html.escape(Html.amount(score)));
          y += BAR + 2;
        }
      }
    }
    return out.append("</svg>\n").toString();
  }

  private static String cut(String label) {
    return label.length() <= LETTERS ? label : label.substring(0, LETTERS - 1) + "\u2026";
  }

  private static void add(StringBuilder out, String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments));
  }
}
