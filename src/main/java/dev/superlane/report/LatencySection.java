package dev.superlane.report;

import dev.superlane.latency.Measured;
import dev.superlane.report.Html.Cell;
import dev.superlane.report.LogPlot.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Service times of steps and kernels. */
final class LatencySection {
  /** Of each log's longest steps, which the file has in their order. */
  private static final int LONGEST = 3;

  private LatencySection() {}

  static void write(PageText page, Results results) {
    if (results.latencies.isEmpty()) {
      return;
    }
    page.beginSection("Latency");
    List<Curve> curves =
        results.latencies.stream().map(log -> log.curve(page.marked(log.source()))).toList();
    page.plots("Service time", Axis.percentiles(), Axis.decades("microseconds", ""), curves);
    List<List<Cell>> rows = new ArrayList<>();
    for (LatencyLog log : results.latencies) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(page.marked(log.source())));
      row.add(Cell.number(log.histogram().getTotalCount()));
      for (double percentile : LatencyLog.PERCENTILES) {
        row.add(Cell.number(log.microseconds(percentile)));
      }
      rows.add(row);
    }
    List<String> columns = List.of("log", "steps", "p50", "p90", "p99", "p99.9", "max");
    page.table("Service time in microseconds: a closed loop, no arrivals", columns, rows);
    jvm(page, results);
    longest(page, results);
    for (LatencyLog log : results.latencies) {
      page.caption("", log.source(), String.join("; ", log.comments()));
    }
    page.endSection();
  }

  private static void jvm(PageText page, Results results) {
    List<List<Cell>> rows = new ArrayList<>();
    results.latencyRows.forEach((log, row) -> {
      for (Map.Entry<String, JsonNode> kind : row.path("jvm").properties()) {
        JsonNode total = kind.getValue();
        if (total.path("count").asInt(0) > 0) {
          rows.add(
              List.of(
                  Cell.text(page.marked(log)),
                  Cell.text(kind.getKey().replace('_', ' ')),
                  Cell.number(total.path("count").asInt(0)),
                  Cell.number(total.path("total_ns").asDouble(0) / 1e3),
                  Cell.number(total.path("longest_ns").asDouble(0) / 1e3)));
        }
      }
    });
    if (!rows.isEmpty()) {
      List<String> columns =
          List.of("log", "event", "times", "all, microseconds", "longest, microseconds");
      page.table("What the JVM did meanwhile", columns, rows);
    }
  }

  private static void longest(PageText page, Results results) {
    List<List<Cell>> rows = new ArrayList<>();
    results.latencyRows.forEach((log, row) -> {
      for (JsonNode one : row.path("longest").valueStream().limit(LONGEST).toList()) {
        List<String> during = one.path("during").valueStream().map(JsonNode::asString).toList();
        rows.add(
            List.of(
                Cell.text(page.marked(log)),
                Cell.number(one.path("step").asLong(0)),
                Cell.number(one.path("ns").asDouble(0) / 1e3),
                Cell.text(during.isEmpty() ? Measured.NOTHING : String.join("; ", during))));
      }
    });
    if (!rows.isEmpty()) {
      page.table("The longest steps", List.of("log", "step", "microseconds", "meanwhile"), rows);
    }
  }
}
