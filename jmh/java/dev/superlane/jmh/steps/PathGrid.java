package dev.superlane.jmh.steps;

import static dev.superlane.jmh.steps.Table.number;

import dev.superlane.bench.JmhScore;
import dev.superlane.jmh.PathCell;
import dev.superlane.model.StepPath;
import dev.superlane.report.Curve;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot;
import dev.superlane.report.LogPlot.Axis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Both paths' times over a grid of configurations, and what {@code --path auto} makes of them. */
final class PathGrid {
  /** What auto's choice may cost, as a multiple of the better path's time. */
  static final double ALLOWED = 1.10;

  /**
   * One configuration.
   *
   * @param dense milliseconds a step
   * @param sparse milliseconds a step
   */
  record Row(PathCell cell, double dense, double sparse, StepPath auto) {
    /** The chosen path's time as a multiple of the better one's. */
    double cost() {
      return (auto == StepPath.DENSE ? dense : sparse) / Math.min(dense, sparse);
    }

    boolean good() {
      return cost() <= ALLOWED;
    }
  }

  private final List<Row> rows;

  PathGrid(List<Row> rows) {
    this.rows =
        rows.stream()
            .sorted(
                Comparator.comparing((Row row) -> row.cell().embedding())
                    .thenComparing(row -> row.cell().activation())
                    .thenComparing(row -> row.cell().config().features())
                    .thenComparing(row -> row.cell().config().width())
                    .thenComparing(row -> row.cell().config().batch())
                    .thenComparing(row -> row.cell().config().density())
                    .thenComparing(row -> row.cell().config().dataExponent()))
            .toList();
  }

  /**
   * Each time is the median of the iterations, so that one disturbed by others decides nothing.
   *
   * @param json JMH's results of both paths in every cell, microseconds
   * @throws IllegalArgumentException if a cell lacks a path
   */
  static PathGrid read(Path json) {
    Map<String, Map<StepPath, Double>> times = new TreeMap<>();
    for (JmhScore row : JmhScore.read(json)) {
      times
          .computeIfAbsent(row.params().get("cell"), key -> new EnumMap<>(StepPath.class))
          .put(StepPath.valueOf(row.params().get("path")), median(row.iterations()) / 1e3);
    }
    List<Row> rows = new ArrayList<>();
    times.forEach((line, of) -> {
      if (of.size() < 2) {
        throw new IllegalArgumentException("cell " + line + " has only " + of.keySet());
      }
      PathCell cell = PathCell.of(line);
      rows.add(new Row(cell, of.get(StepPath.DENSE), of.get(StepPath.SPARSE), cell.auto()));
    });
    return new PathGrid(rows);
  }

  /** Of all forks' iterations; the lower one of two in the middle. */
  private static double median(List<double[]> forks) {
    double[] sorted = forks.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }

  long good() {
    return rows.stream().filter(Row::good).count();
  }

  Table table() {
    Table table =
        new Table("embedding", "N×K×B, E, a", "dense, ms", "sparse, ms", "auto", "auto / better");
    for (Row row : rows) {
      table.row(
          "%s %s".formatted(row.cell.embedding(), row.cell.activation()).toLowerCase(),
          row.cell.sizes(),
          number(row.dense, 3),
          number(row.sparse, 3),
          row.auto.name().toLowerCase(),
          number(row.cost(), 2) + (row.good() ? "" : " !"));
    }
    return table;
  }

  /** How often the choice was good, and what it cost at worst. */
  String summary() {
    double logs = rows.stream().mapToDouble(row -> Math.log(row.cost())).average().orElseThrow();
    Row worst = rows.stream().max(Comparator.comparingDouble(Row::cost)).orElseThrow();
    long sparse = rows.stream().filter(row -> row.sparse < row.dense).count();
    return ("Auto's choice costs at most %s times the better path in %d of %d cells (the others"
            + " carry a !); %s times in the geometric mean, %s at worst. The sparse path is the"
            + " faster one in %d cells.")
        .formatted(
            number(ALLOWED, 2),
            good(),
            rows.size(),
            number(Math.exp(logs), 3),
            number(worst.cost(), 2),
            sparse);
  }

  void write(Pages pages) throws IOException {
    pages.paragraph(summary());
    pages.table(table());
    double low =
        rows.stream().mapToDouble(row -> Math.min(row.dense, row.sparse)).min().orElseThrow();
    double high =
        rows.stream().mapToDouble(row -> Math.max(row.dense, row.sparse)).max().orElseThrow();
    double[] ends = {low, high};
    pages.plot(
        "paths",
        new LogPlot(
            "Both paths: below the line sparse is faster",
            Axis.decades("dense step, milliseconds", ""),
            Axis.decades("sparse step, milliseconds", ""),
            List.of(
                points(StepPath.SPARSE),
                points(StepPath.DENSE),
                new Curve("equal", ends, ends, Style.GUIDE))));
  }

  private Curve points(StepPath auto) {
    List<Row> chosen = rows.stream().filter(row -> row.auto == auto).toList();
    return new Curve(
        "auto takes " + auto.name().toLowerCase(),
        chosen.stream().mapToDouble(Row::dense).toArray(),
        chosen.stream().mapToDouble(Row::sparse).toArray(),
        Style.POINTS);
  }
}
