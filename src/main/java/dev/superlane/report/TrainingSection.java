package dev.superlane.report;

import dev.superlane.report.Html.Cell;
import dev.superlane.report.LogPlot.Axis;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Loss curves of train runs. */
final class TrainingSection {
  private TrainingSection() {}

  static void write(PageText page, Results results) {
    if (results.runs.isEmpty()) {
      return;
    }
    page.beginSection("Training");
    List<Curve> curves =
        results.runs.stream().map(run -> run.curve(page.marked(run.source()))).toList();
    page.plots(
        "Held-out loss", Axis.decades("training step", ""), Axis.decades("loss", ""), curves);
    List<List<Cell>> rows = new ArrayList<>();
    for (TrainedRun run : results.runs) {
      JsonNode summary = run.run().path("summary");
      rows.add(
          List.of(
              Cell.text(page.marked(run.source())),
              Cell.text(summary.path("status").asString("")),
              Cell.number(summary.path("steps_done").asDouble(Double.NaN)),
              Cell.number(run.lastLoss()),
              Cell.number(summary.path("exponent").asDouble(Double.NaN)),
              Cell.number(run.run().path("elapsed_ns").asDouble(Double.NaN) / 1e9)));
    }
    List<String> columns = List.of("run", "status", "steps", "loss", "exponent", "seconds");
    page.table("Runs", columns, rows);
    for (TrainedRun run : results.runs) {
      page.caption("", run.source(), run.command());
    }
    page.endSection();
  }
}
