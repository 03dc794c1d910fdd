package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import dev.superlane.report.Html.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All rows of JMH's. */
final class BenchmarkSection {
  private BenchmarkSection() {}

  static void write(PageText page, Results results) {
    if (results.jmh.isEmpty()) {
      return;
    }
    page.beginSection("All benchmarks");
    Map<String, ToDoubleFunction<JmhScore>> secondary = secondary(results);
    List<String> columns =
        new ArrayList<>(List.of("benchmark", "parameters", "threads", "score", "\u00b1", "unit"));
    columns.addAll(secondary.keySet());
    columns.add("file");
    List<List<Cell>> rows = new ArrayList<>();
    results.jmh.forEach((source, scores) -> {
      for (JmhScore score : scores) {
        List<Cell> row = row(score);
        secondary.values().forEach(of -> row.add(Cell.number(of.applyAsDouble(score))));
        row.add(Cell.text(page.marked(source)));
        rows.add(row);
      }
    });
    page.table("Means with JMH's 99.9 % intervals", columns, rows);
    results.jmh.keySet().forEach(source -> page.jmhCaption("", source));
    page.endSection();
  }

  /** Those that some row has. */
  private static Map<String, ToDoubleFunction<JmhScore>> secondary(Results results) {
    Map<String, ToDoubleFunction<JmhScore>> columns = new LinkedHashMap<>();
    columns.put("GFLOP/s", JmhScore::gflops);
    columns.put("GB/s", JmhScore::gbytes);
    columns.put("flops/byte", JmhScore::intensity);
    columns.put("% of roof", JmhScore::percentOfRoof);
    columns
        .values()
        .removeIf(column ->
            results.jmh.values().stream()
                .flatMap(Collection::stream)
                .mapToDouble(column)
                .allMatch(Double::isNaN));
    return columns;
  }

  private static List<Cell> row(JmhScore score) {
    String params =
        score.params().entrySet().stream()
            .map(param -> param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining(" "));
    List<Cell> row = new ArrayList<>();
    row.add(Cell.text(score.benchmark()));
    row.add(Cell.text(params));
    row.add(Cell.number(score.setting().threads()));
    row.add(Cell.number(score.score()));
    row.add(Cell.number(score.error()));
    row.add(Cell.text(score.unit()));
    return row;
  }
}
