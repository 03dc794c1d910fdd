package dev.superlane.report;

import static dev.superlane.report.Html.escape;

import dev.superlane.bench.JmhScore;
import dev.superlane.figure.Figure;
import dev.superlane.figure.LegendSample;
import dev.superlane.figure.Series;
import dev.superlane.report.Html.Cell;
import dev.superlane.report.LogPlot.Axis;
import java.util.List;
import java.util.TreeSet;

/** The growing text of a {@link Page}: what its sections are made of. */
final class PageText {
  /** As many curves as a plot has colours. */
  static final int CURVES = 6;

  /** A page of many results stays small: the rest is in the table. */
  static final int PLOTS = 12;

  /** Of a plot's square: its letters are large enough on a telephone. */
  static final double SIZE = 560;

  private final Results results;
  private final StringBuilder out = new StringBuilder();
  private int figures;

  PageText(Results results) {
    this.results = results;
  }

  String text() {
    return out.toString();
  }

  /** Markup as it is. */
  PageText add(String markup) {
    out.append(markup);
    return this;
  }

  void element(String name, String text) {
    add("<" + name + ">").add(escape(text)).add("</" + name + ">\n");
  }

  void beginSection(String title) {
    add("<section>");
    element("h2", title);
  }

  void endSection() {
    add("</section>\n");
  }

  void table(String caption, List<String> columns, List<List<Cell>> rows) {
    add(Html.table(caption, columns, rows));
  }

  /** Side by side where there is room; for as many curves as there are. */
  void plots(String title, Axis x, Axis y, List<Curve> all) {
    List<Curve> curves = all.stream().filter(curve -> curve.shown().x().length > 0).toList();
    add("<div class=\"plots\">");
    for (int from = 0; from < Math.min(curves.size(), CURVES * PLOTS); from += CURVES) {
      int to = Math.min(from + CURVES, curves.size());
      plot(new LogPlot(title, x, y, curves.subList(from, to)));
    }
    add("</div>\n");
  }

  void plot(LogPlot plot) {
    figure(plot.title(), plot.bare(SIZE), plot.series());
  }

  /** With title and legend as text of the page, which breaks into lines where a figure's cannot. */
  void figure(String title, Figure figure, List<Series> legend) {
    add("<figure class=\"plot\">");
    element("h3", title);
    add(figure.svg("figure" + ++figures)).add("<p class=\"legend\">");
    for (Series series : legend) {
      String sample = new LegendSample(series).svg("sample" + ++figures);
      add("<span>").add(sample).add(" ").add(escape(series.label())).add("</span> ");
    }
    add("</p></figure>\n");
  }

  /**
   * From which file, by which command and whether it was disturbed; all that is known of the
   * machine is shown on demand and in print.
   */
  void caption(String first, String source, String setting) {
    add("<div class=\"source\">").add(escape(first)).add("<b>").add(escape(source)).add("</b> ");
    results
        .disturbed(source)
        .ifPresent(reason ->
            add("<strong class=\"disturbed\">disturbed: ").add(escape(reason)).add("</strong> "));
    add(escape(setting));
    for (String note : results.notesOf(source)) {
      add(" <a href=\"#").add(escape(note)).add("\">").add(escape(note)).add("</a>");
    }
    String machine = results.machineOf(source);
    if (!machine.isEmpty()) {
      add(" <details><summary>machine</summary>").add(escape(machine)).add("</details>");
    }
    add("</div>\n");
  }

  /** The caption of a file of JMH's. */
  void jmhCaption(String first, String source) {
    List<JmhScore> scores = results.jmh.get(source);
    if (!scores.isEmpty()) {
      caption(first, source, setting(scores));
    }
  }

  /** How the whole file was measured; what differs between its rows stands in the table. */
  private static String setting(List<JmhScore> scores) {
    JmhScore.Setting first = scores.getFirst().setting();
    return "JMH: %d forks, warm-up %s, measured %s; JDK %s; %s"
        .formatted(
            first.forks(),
            first.warmup(),
            first.measurement(),
            first.jvm(),
            String.join(" ", new TreeSet<>(first.jvmArgs())));
  }

  /** The name of a file, with its mark. */
  String marked(String source) {
    return source + (results.disturbed(source).isPresent() ? " (disturbed)" : "");
  }
}
