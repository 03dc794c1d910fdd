package dev.superlane.report;

import dev.superlane.report.Comparison.Kind;
import dev.superlane.report.Html.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Speeds relative to each other: a section a title, a figure a folder. */
final class ComparisonSections {
  private final PageText page;
  private final Results results;

  private ComparisonSections(PageText page, Results results) {
    this.page = page;
    this.results = results;
  }

  static void write(PageText page, Results results) {
    Map<String, List<Comparison>> byTitle = new LinkedHashMap<>();
    for (Comparison comparison : results.comparisons()) {
      byTitle.computeIfAbsent(comparison.title(), t -> new ArrayList<>()).add(comparison);
    }
    ComparisonSections sections = new ComparisonSections(page, results);
    byTitle.forEach((title, comparisons) -> {
      page.beginSection(title);
      comparisons.forEach(sections::comparison);
      page.endSection();
    });
  }

  private void comparison(Comparison comparison) {
    String first = "Speed relative to " + comparison.base() + ", more is faster. ";
    if (comparison.kind() == Kind.CHOICE) {
      bars(comparison);
      int all = comparison.groups().size();
      first =
          all > BarsSvg.GROUPS
              ? "The first %d of %d. ".formatted(BarsSvg.GROUPS, all) + first
              : first;
    } else {
      scaling(comparison);
    }
    for (String source : results.sources(comparison)) {
      page.jmhCaption(first, source);
      first = "";
    }
  }

  private void bars(Comparison comparison) {
    page.add("<figure><p class=\"legend\">");
    for (int v = 0; v < comparison.variants().size(); v++) {
      page.add("<span><svg viewBox=\"0 0 10 10\"><rect class=\"s" + v % Html.COLOURS);
      page.add("\" width=\"10\" height=\"10\"/></svg> ");
      page.add(Html.escape(comparison.variants().get(v))).add("</span> ");
    }
    page.add("</p><div class=\"plots\">").add(BarsSvg.of(comparison)).add("</div></figure>\n");
  }

  private void scaling(Comparison comparison) {
    page.add("<div class=\"plots\">");
    List<ScalingPlot> plots = ScalingPlot.of(comparison);
    for (ScalingPlot plot : plots.subList(0, Math.min(plots.size(), PageText.PLOTS))) {
      page.figure(results.folderOf(comparison), plot.figure(PageText.SIZE), plot.series());
    }
    page.add("</div>\n");
    List<String> variants = ScalingPlot.inOrder(comparison);
    List<List<Cell>> rows = new ArrayList<>();
    for (Comparison.Group group : comparison.groups()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(group.label()));
      for (String variant : variants) {
        row.add(Cell.number(group.speed(variant, comparison.base())));
      }
      row.add(Cell.text(Html.amount(group.scores().get(comparison.base()))));
      rows.add(row);
    }
    List<String> columns = new ArrayList<>(List.of("benchmark"));
    columns.addAll(variants);
    columns.add("at " + comparison.base());
    page.table("Speed relative to " + comparison.base(), columns, rows);
  }
}
