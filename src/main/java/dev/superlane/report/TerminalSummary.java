package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import dev.superlane.profile.RooflinePoint;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page in short, for people who stay in the shell: aligned tables with bars. */
public final class TerminalSummary {
  /** Of each table; the page has all. */
  private static final int ROWS = 4;

  private static final int NAME = 48;
  private static final int BAR = 20;

  /** Eighths of a block, from none to seven. */
  private static final String[] EIGHTHS = {
    "", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589"
  };

  private static final String RESET = "\u001b[0m";

  private final Results results;
  private final boolean coloured;
  private final boolean blocks;
  private final StringBuilder out = new StringBuilder();

  private TerminalSummary(Results results, boolean coloured, Charset charset) {
    this.results = results;
    this.coloured = coloured;
    blocks = charset.newEncoder().canEncode('\u2588');
  }

  /**
   * Lines that end in \n.
   *
   * @param coloured whether escape sequences are understood and wanted
   * @param charset in which it will be written: without blocks bars are of number signs
   */
  public static String of(Results results, boolean coloured, Charset charset) {
    return new TerminalSummary(results, coloured, charset).text();
  }

  private String text() {
    new Summary(results).lines().forEach(this::line);
    results
        .surrounded
        .reasons()
        .forEach(
            (source, reason) -> line(colour("33", "disturbed: " + plain(source + ": " + reason))));
    roofs();
    results.comparisons().forEach(this::comparison);
    latencies();
    runs();
    failures();
    return out.toString();
  }

  private void roofs() {
    results.profiles.forEach((source, profile) -> {
      title("Share of the roof on one core, " + source);
      for (RooflinePoint point : profile.roofline()) {
        if (point.cores() == 1) {
          double share = point.shareOfRoof();
          String gflops = Html.number(point.gflops());
          row(point.name(), share, 1, format("%4.0f %%  %s GFLOP/s", 100 * share, gflops));
        }
      }
    });
  }

  private void comparison(Comparison comparison) {
    title(
        "%s, speed relative to %s, %s"
            .formatted(comparison.title(), comparison.base(), results.folderOf(comparison)));
    boolean disturbed =
        results.sources(comparison).stream().anyMatch(s -> results.disturbed(s).isPresent());
    if (disturbed) {
      line(colour("33", "disturbed"));
    }
    List<Comparison.Group> groups = comparison.groups();
    List<Comparison.Group> shown = groups.subList(0, Math.min(ROWS, groups.size()));
    double longest =
        shown.stream()
            .flatMap(group ->
                group.scores().keySet().stream().map(v -> group.speed(v, comparison.base())))
            .max(Double::compare)
            .orElse(1.0);
    for (Comparison.Group group : shown) {
      line(plain(group.label()));
      for (String variant : comparison.variants()) {
        JmhScore score = group.scores().get(variant);
        if (score != null) {
          double speed = group.speed(variant, comparison.base());
          row("  " + variant, speed, longest, format("%6.2f  %s", speed, Html.amount(score)));
        }
      }
    }
    more(groups.size());
  }

  private void latencies() {
    if (results.latencies.isEmpty()) {
      return;
    }
    title("Service time in microseconds");
    line(format("%s %9s %9s %9s %9s %9s", pad(""), "p50", "p90", "p99", "p99.9", "max"));
    for (LatencyLog log : results.latencies.subList(0, Math.min(ROWS, results.latencies.size()))) {
      line(
          pad(log.source())
              + LatencyLog.PERCENTILES.stream()
                  .map(p -> format(" %9s", Html.number(log.microseconds(p))))
                  .collect(Collectors.joining())
              + mark(log.source()));
    }
    more(results.latencies.size());
  }

  private void runs() {
    if (results.runs.isEmpty()) {
      return;
    }
    title("Training");
    line(format("%s %9s %9s %9s", pad(""), "steps", "loss", "exponent"));
    for (TrainedRun run : results.runs.subList(0, Math.min(ROWS, results.runs.size()))) {
      double exponent = run.run().path("summary").path("exponent").asDouble(Double.NaN);
      int last = run.steps().length - 1;
      line(
          format(
              "%s %9s %9s %9s%s",
              pad(run.source()),
              last < 0 ? "" : Html.number(run.steps()[last]),
              Html.number(run.lastLoss()),
              Double.isNaN(exponent) ? "none" : format("%.2f", exponent),
              mark(run.source())));
    }
    more(results.runs.size());
  }

  private void failures() {
    List<String> failed = new ArrayList<>();
    for (Verified checks : results.verified) {
      checks
          .root()
          .path("rows")
          .forEach(row -> {
            if (!row.path("passed").asBoolean(false)) {
              failed.add(row.path("group").asString("") + ": " + row.path("name").asString(""));
            }
          });
    }
    if (!failed.isEmpty()) {
      title("Checks that failed");
      failed.stream().limit(ROWS).forEach(check -> line(colour("31", "FAIL ") + plain(check)));
      more(failed.size());
    }
  }

  private void title(String text) {
    out.append('\n');
    line(colour("1", plain(text)));
  }

  private void row(String name, double value, double most, String figures) {
    String bar = bar(value / most);
    String rest = " ".repeat(BAR - bar.length());
    line(pad(name) + " " + colour("36", bar) + rest + " " + plain(figures));
  }

  private String bar(double share) {
    double length = BAR * Math.clamp(share, 0, 1);
    if (!blocks) {
      return "#".repeat((int) Math.round(length));
    }
    int eighths = (int) Math.round(8 * length);
    return "\u2588".repeat(eighths / 8) + EIGHTHS[eighths % 8];
  }

  private void more(int count) {
    if (count > ROWS) {
      line("and %d more on the page".formatted(count - ROWS));
    }
  }

  private String mark(String source) {
    return results.disturbed(source).isPresent() ? "  " + colour("33", "disturbed") : "";
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private String colour(String code, String text) {
    return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }

  /** As wide as a name's column; of a longer one its end, which tells it from others. */
  private static String pad(String name) {
    String text = plain(name);
    String cut = text.length() <= NAME ? text : ".." + text.substring(text.length() - NAME + 2);
    return cut + " ".repeat(NAME - cut.length());
  }

  /** A file's text moves no cursor and sets no colour. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cc}|\\p{Cf}", "?");
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
