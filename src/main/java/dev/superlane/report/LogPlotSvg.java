package dev.superlane.report;

import dev.superlane.report.Curve.Style;
import dev.superlane.report.Marks.Mark;
import java.awt.Color;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link LogPlot} as SVG: lines, circles and text, no script, no reference to anything else. */
final class LogPlotSvg {
  private static final int LEFT = 160;
  private static final int RIGHT = LogPlot.WIDTH - 50;
  private static final int TOP = 95;
  private static final int BOTTOM = LogPlot.HEIGHT - 125;
  private static final int LEGEND_LINE = 46;

  /** No font is at hand to measure with: the mean width of a letter of 28 px, rounded up. */
  private static final int LETTER = 15;

  private final LogPlot plot;
  private final PlotRange range;
  private final StringBuilder out = new StringBuilder();

  LogPlotSvg(LogPlot plot) {
    this.plot = plot;
    range = PlotRange.of(plot.curves());
  }

  String text() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"",
        LogPlot.WIDTH, LogPlot.HEIGHT);
    add(" font-family=\"sans-serif\" fill=\"%s\">\n", hex(LogPlot.INK));
    add("<clipPath id=\"area\">%s/></clipPath>\n", area());
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n");
    label(0.5 * (LEFT + RIGHT), 58, 34, "middle", escaped(plot.title()));
    axisX();
    axisY();
    add("%s fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", area(), hex(LogPlot.INK));
    add("<g clip-path=\"url(#area)\">\n");
    for (int c = 0; c < plot.curves().size(); c++) {
      curve(c);
    }
    add("</g>\n");
    legend();
    add("</svg>\n");
    return out.toString();
  }

  private static String area() {
    return format(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"",
        LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
  }

  private void axisX() {
    for (Mark mark : plot.x().marks().of(range.x())) {
      double x = x(mark.value());
      line(x, BOTTOM, x, BOTTOM + (mark.labelled() ? 14 : 7), LogPlot.INK);
      if (mark.labelled()) {
        line(x, TOP, x, BOTTOM, LogPlot.GRID);
        label(x, BOTTOM + 48, 32, "middle", markText(mark));
      }
    }
    label(0.5 * (LEFT + RIGHT), LogPlot.HEIGHT - 24, 32, "middle", axisText(plot.x()));
  }

  private void axisY() {
    for (Mark mark : plot.y().marks().of(range.y())) {
      double y = y(mark.value());
      line(LEFT - (mark.labelled() ? 14 : 7), y, LEFT, y, LogPlot.INK);
      if (mark.labelled()) {
        line(LEFT, y, RIGHT, y, LogPlot.GRID);
        label(LEFT - 24, y + 11, 32, "end", markText(mark));
      }
    }
    add("<g transform=\"translate(44 %d) rotate(-90)\">\n", (TOP + BOTTOM) / 2);
    label(0, 0, 32, "middle", axisText(plot.y()));
    add("</g>\n");
  }

  private void curve(int c) {
    Curve curve = plot.curves().get(c);
    int points = curve.x().length;
    if (curve.style() != Style.POINTS) {
      String path =
          IntStream.range(0, points)
              .mapToObj(i -> format("%.1f,%.1f", x(curve.x()[i]), y(curve.y()[i])))
              .collect(Collectors.joining(" "));
      add("<polyline points=\"%s\" fill=\"none\" %s/>\n", path, stroke(c));
    }
    if (curve.marked()) {
      for (int i = 0; i < points; i++) {
        marker(x(curve.x()[i]), y(curve.y()[i]), c);
      }
    }
  }

  private void legend() {
    PlotRange.Corner corner = range.freeCorner(plot.curves());
    int longest = plot.curves().stream().mapToInt(c -> c.label().length()).max().orElse(0);
    int width = 130 + LETTER * longest;
    int height = 16 + LEGEND_LINE * plot.curves().size();
    double left = corner.left ? LEFT + 35 : RIGHT - 35 - width;
    double top = corner.bottom ? BOTTOM - 30 - height : TOP + 30;
    add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\"", left, top, width, height);
    add(" fill=\"#ffffff\" fill-opacity=\"0.9\" stroke=\"%s\"/>\n", hex(LogPlot.GRID));
    for (int c = 0; c < plot.curves().size(); c++) {
      Curve curve = plot.curves().get(c);
      double y = top + 8 + LEGEND_LINE * (c + 0.5);
      if (curve.style() != Style.POINTS) {
        add("<path d=\"M%.1f %.1f h80\" fill=\"none\" %s/>\n", left + 16, y, stroke(c));
      }
      if (curve.marked()) {
        marker(left + 56, y, c);
      }
      label(left + 112, y + 10, 28, "start", escaped(curve.label()));
    }
  }

  private String stroke(int c) {
    Style style = plot.curves().get(c).style();
    String line =
        style.dashes.length == 0
            ? "stroke-linejoin=\"round\""
            : format("stroke-dasharray=\"%.0f %.0f\"", style.dashes[0], style.dashes[1]);
    return "stroke=\"%s\" stroke-width=\"%s\" %s"
        .formatted(hex(plot.colour(c)), width(style), line);
  }

  /** 4 for 4.0, as 3.5 for 3.5. */
  private static String width(Style style) {
    return Float.toString(style.width).replaceAll("\\.0$", "");
  }

  private void marker(double x, double y, int c) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>\n", x, y, hex(plot.colour(c)));
  }

  private void line(double x1, double y1, double x2, double y2, Color colour) {
    add("<path d=\"M%.1f %.1f L%.1f %.1f\"", x1, y1, x2, y2);
    add(" stroke=\"%s\" stroke-width=\"2\"/>\n", hex(colour));
  }

  private void label(double x, double y, int size, String anchor, String content) {
    add("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\"", x, y, size);
    add(" text-anchor=\"%s\">%s</text>\n", anchor, content);
  }

  private static String markText(Mark mark) {
    return mark.exponent().isEmpty()
        ? mark.text()
        : mark.text() + "<tspan dy=\"-11\" font-size=\"22\">" + mark.exponent() + "</tspan>";
  }

  private static String axisText(LogPlot.Axis axis) {
    return escaped(axis.word())
        + " <tspan font-style=\"italic\">"
        + escaped(axis.symbol())
        + "</tspan>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String hex(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xFFFFFF);
  }

  private double x(double value) {
    return LEFT + (RIGHT - LEFT) * PlotRange.share(range.x(), value);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * PlotRange.share(range.y(), value);
  }

  private void add(String format, Object... arguments) {
    out.append(format(format, arguments));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
