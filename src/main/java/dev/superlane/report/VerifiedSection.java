package dev.superlane.report;

import dev.superlane.report.Html.Cell;
import dev.superlane.report.LogPlot.Axis;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The checks of one verify.json. */
final class VerifiedSection {
  private VerifiedSection() {}

  static void write(PageText page, Verified checks) {
    page.beginSection("Verification");
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
    page.add("<div class=\"plots\">");
    for (Verified.Trained pair : checks.curves()) {
      List<Curve> curves =
          List.of(
              new Curve("trained", pair.steps(), pair.trained(), Curve.Style.MEASURED),
              new Curve("theory", pair.steps(), pair.theory(), Curve.Style.THEORY));
      if (curves.stream().anyMatch(curve -> curve.shown().x().length > 0)) {
        page.plot(new LogPlot(pair.name(), x, Axis.decades("loss", ""), curves));
      }
    }
    page.add("</div>\n");
    List<String> columns = List.of("", "group", "check", "measured", "bound", "bound's origin");
    String status = root.path("summary").path("status").asString("");
    page.table("Checks: " + status, columns, rows);
    page.caption("", checks.source(), root.path("command").asString(""));
    page.endSection();
  }

  /** verify.json writes what is not finite as text. */
  private static Cell number(JsonNode value) {
    return value.isNumber() ? Cell.number(value.doubleValue()) : Cell.text(value.asString(""));
  }
}
