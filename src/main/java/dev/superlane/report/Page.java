package dev.superlane.report;

import static dev.superlane.report.Html.escape;

import dev.superlane.bench.JmhScore;
import dev.superlane.report.Html.Cell;
import dev.superlane.report.LogPlot.Axis;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** One HTML file of {@link Results} that needs nothing else; a section for what is there. */
public final class Page {
  /** As many curves as a plot has colours. */
  private static final int CURVES = 7;

  /** A page of many trainings stays small: the rest is in the table. */
  private static final int PLOTS = 12;

  private final Results results;
  private final StringBuilder out = new StringBuilder();
  private int plots;

  private Page(Results results) {
    this.results = results;
  }

  public static String of(Results results) {
    return new Page(results).text();
  }

  private String text() {
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    out.append(" style-src 'unsafe-inline'; img-src data:; script-src 'unsafe-inline'\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>Superlane report</title>\n<style>\n").append(resource("page.css"));
    out.append("</style></head><body><main>\n<h1>Superlane report</h1>\n");
    new Summary(results).lines().forEach(line -> element("p", line));
    results.unreadable().forEach(line -> element("p", line));
    results.reproductions.forEach(reproduction -> out.append(reproduction.section()));
    comparisons();
    latencies();
    runs();
    verified();
    raw();
    notes();
    out.append("</main>\n<script>\n").append(resource("page.js"));
    return out.append("</script></body></html>\n").toString();
  }

  /** One section a title, one figure a file. */
  private void comparisons() {
    Map<String, StringBuilder> byTitle = new LinkedHashMap<>();
    results.jmh.forEach((source, scores) ->
        Comparison.of(scores)
            .forEach(comparison ->
                byTitle
                    .computeIfAbsent(comparison.title(), title -> new StringBuilder())
                    .append(figure(source, scores, comparison))));
    byTitle.forEach((title, figures) -> {
      section(title);
      out.append(figures).append("</section>\n");
    });
  }

  private String figure(String source, List<JmhScore> scores, Comparison comparison) {
    StringBuilder figure = new StringBuilder("<figure><p class=\"legend\">");
    for (int v = 0; v < comparison.variants().size(); v++) {
      figure.append("<span><svg viewBox=\"0 0 10 10\"><rect class=\"s").append(v % Html.COLOURS);
      figure.append("\" width=\"10\" height=\"10\"/></svg> ");
      figure.append(escape(comparison.variants().get(v))).append("</span> ");
    }
    figure.append("</p><div class=\"wide\">").append(BarsSvg.of(comparison)).append("</div>");
    int all = comparison.groups().size();
    String shown = all > BarsSvg.GROUPS ? "The first " + BarsSvg.GROUPS + " of " + all + ". " : "";
    String meaning = shown + "Speed relative to " + comparison.base() + ", longer is faster. ";
    return figure + caption(meaning, source, setting(scores)) + "</figure>\n";
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

  private void latencies() {
    if (results.latencies.isEmpty()) {
      return;
    }
    section("Latency");
    List<Curve> curves = results.latencies.stream().map(LatencyLog::curve).toList();
    Axis x = Axis.decades("1 / (1 \u2212 percentile)", "");
    plots("Service time", x, Axis.decades("microseconds", ""), curves);
    List<List<Cell>> rows = new ArrayList<>();
    for (LatencyLog log : results.latencies) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(log.source()));
      row.add(Cell.number(log.histogram().getTotalCount()));
      for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
        row.add(Cell.number(log.microseconds(percentile)));
      }
      rows.add(row);
    }
    List<String> columns = List.of("log", "steps", "p50", "p90", "p99", "p99.9", "max");
    out.append(Html.table("Service time in microseconds", columns, rows));
    for (LatencyLog log : results.latencies) {
      out.append(caption("", log.source(), String.join("; ", log.comments())));
    }
    out.append("</section>\n");
  }

  private void runs() {
    if (results.runs.isEmpty()) {
      return;
    }
    section("Training");
    Axis x = Axis.decades("training step", "");
    List<Curve> curves = results.runs.stream().map(TrainedRun::curve).toList();
    plots("Held-out loss", x, Axis.decades("loss", ""), curves);
    List<List<Cell>> rows = new ArrayList<>();
    for (TrainedRun run : results.runs) {
      JsonNode summary = run.run().path("summary");
      int last = run.losses().length - 1;
      rows.add(
          List.of(
              Cell.text(run.source()),
              Cell.text(summary.path("status").asString("")),
              Cell.number(summary.path("steps_done").asDouble(Double.NaN)),
              Cell.number(last < 0 ? Double.NaN : run.losses()[last]),
              Cell.number(summary.path("exponent").asDouble(Double.NaN)),
              Cell.number(run.run().path("elapsed_ns").asDouble(Double.NaN) / 1e9)));
    }
    List<String> columns = List.of("run", "status", "steps", "loss", "exponent", "seconds");
    out.append(Html.table("Runs", columns, rows));
    for (TrainedRun run : results.runs) {
      out.append(caption("", run.source(), run.command() + "; " + run.run().path("machine")));
    }
    out.append("</section>\n");
  }

  private void verified() {
    for (Verified checks : results.verified) {
      section("Verification");
      JsonNode root = checks.root();
      List<List<Cell>> rows = new ArrayList<>();
      for (JsonNode row : root.path("rows")) {
        rows.add(
            List.of(
                Cell.text(row.path("passed").asBoolean(false) ? "PASS" : "FAIL"),
                Cell.text(row.path("group").asString("")),
                Cell.text(row.path("name").asString("")),
                number(row.path("measured")),
                number(row.path("bound")),
                Cell.text(row.path("origin").asString(""))));
      }
      Axis x = Axis.decades("training step", "");
      for (Verified.Trained pair : checks.curves()) {
        List<Curve> curves =
            List.of(
                new Curve("trained", pair.steps(), pair.trained(), Curve.Style.MEASURED),
                new Curve("theory", pair.steps(), pair.theory(), Curve.Style.THEORY));
        plots(pair.name(), x, Axis.decades("loss", ""), curves);
      }
      List<String> columns = List.of("", "group", "check", "measured", "bound", "bound's origin");
      String status = root.path("summary").path("status").asString("");
      out.append(Html.table("Checks: " + status, columns, rows));
      out.append(
          caption(
              "",
              checks.source(),
              root.path("command").asString("") + "; " + root.path("machine")));
      out.append("</section>\n");
    }
  }

  /** verify.json writes what is not finite as text. */
  private static Cell number(JsonNode value) {
    return value.isNumber() ? Cell.number(value.doubleValue()) : Cell.text(value.asString(""));
  }

  private void raw() {
    if (results.jmh.isEmpty()) {
      return;
    }
    section("All benchmarks");
    List<List<Cell>> rows = new ArrayList<>();
    results.jmh.forEach((source, scores) -> {
      for (JmhScore score : scores) {
        rows.add(row(source, score));
      }
    });
    List<String> columns =
        List.of("benchmark", "parameters", "threads", "score", "\u00b1", "unit", "GFLOP/s", "file");
    out.append(Html.table("Means with JMH's 99.9 % intervals", columns, rows));
    results.jmh.forEach((source, scores) -> {
      if (!scores.isEmpty()) {
        out.append(caption("", source, setting(scores)));
      }
    });
    out.append("</section>\n");
  }

  private static List<Cell> row(String source, JmhScore score) {
    StringBuilder params = new StringBuilder();
    for (Map.Entry<String, String> param : score.params().entrySet()) {
      params.append(params.isEmpty() ? "" : " ").append(param.getKey()).append('=');
      params.append(param.getValue());
    }
    return List.of(
        Cell.text(score.benchmark()),
        Cell.text(params.toString()),
        Cell.number(score.setting().threads()),
        Cell.number(score.score()),
        Cell.number(score.error()),
        Cell.text(score.unit()),
        Cell.number(score.gflops()),
        Cell.text(source));
  }

  private void notes() {
    if (results.notes.isEmpty()) {
      return;
    }
    section("Commands and machine");
    results.notes.forEach((source, text) -> {
      out.append("<h3 id=\"").append(escape(source)).append("\">").append(escape(source));
      out.append("</h3><pre>").append(escape(text)).append("</pre>\n");
    });
    out.append("</section>\n");
  }

  private void plots(String title, Axis x, Axis y, List<Curve> all) {
    List<Curve> curves = all.stream().filter(curve -> curve.shown().x().length > 0).toList();
    for (int from = 0; from < Math.min(curves.size(), CURVES * PLOTS); from += CURVES) {
      List<Curve> some = curves.subList(from, Math.min(from + CURVES, curves.size()));
      String svg = new LogPlotSvg(new LogPlot(title, x, y, some)).text();
      String area = "area" + ++plots;
      out.append("<figure><div class=\"wide\">");
      out.append(svg.replace("\"area\"", "\"" + area + "\"").replace("#area", "#" + area));
      out.append("</div></figure>\n");
    }
  }

  private void section(String title) {
    out.append("<section>");
    element("h2", title);
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(escape(text));
    out.append("</").append(name).append(">\n");
  }

  /** From which file, by which command and on what machine. */
  private String caption(String first, String source, String setting) {
    StringBuilder caption = new StringBuilder("<p class=\"source\">").append(escape(first));
    caption.append("<b>").append(escape(source)).append("</b>: ").append(escape(setting));
    for (String note : results.notesOf(source)) {
      caption.append(" <a href=\"#").append(escape(note)).append("\">").append(escape(note));
      caption.append("</a>");
    }
    return caption.append("</p>\n").toString();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
