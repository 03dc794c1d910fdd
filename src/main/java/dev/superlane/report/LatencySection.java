package dev.superlane.report;

import dev.superlane.report.Html.Cell;
import dev.superlane.report.LogPlot.Axis;
import java.util.ArrayList;
import java.util.List;

/** Service times of steps and kernels. */
final class LatencySection {
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
    for (LatencyLog log : results.latencies) {
      page.caption("", log.source(), String.join("; ", log.comments()));
    }
    page.endSection();
  }
}
