package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import dev.superlane.profile.MachineProfile;
import dev.superlane.profile.RooflinePoint;
import dev.superlane.report.Html.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the machine can do, and what kernels and steps take of it. */
final class RooflineSection {
  private RooflineSection() {}

  static void write(PageText page, Results results) {
    if (results.profiles.isEmpty()) {
      return;
    }
    page.beginSection("Roofline");
    List<JmhScore> scores = results.jmh.values().stream().flatMap(Collection::stream).toList();
    results.profiles.forEach((source, profile) -> write(page, source, profile, scores));
    page.endSection();
  }

  private static void write(
      PageText page, String source, MachineProfile profile, List<JmhScore> scores) {
    page.add("<div class=\"plots\">");
    for (int cores : Roofline.cores(profile)) {
      page.plot(Roofline.plot(profile, cores, scores));
    }
    page.add("</div>\n");
    page.caption("", source, "superlane profile, " + profile.measured());
    List<List<Cell>> rows = new ArrayList<>();
    for (RooflinePoint point : profile.roofline()) {
      rows.add(
          List.of(
              Cell.text(point.name()),
              Cell.number(point.cores()),
              Cell.text(point.level()),
              Cell.number(point.intensity()),
              Cell.number(point.gflops()),
              Cell.number(point.roof()),
              Cell.number(100 * point.shareOfRoof())));
    }
    List<String> columns =
        List.of("kernel or step", "cores", "from", "flops/byte", "GFLOP/s", "roof", "% of roof");
    page.table("Kernels and steps under their roofs", columns, rows);
  }
}
