package dev.superlane.jmh.steps;

import static dev.superlane.jmh.steps.Table.number;

import dev.superlane.bench.JmhScore;
import dev.superlane.model.Shape;
import dev.superlane.profile.LeastWork;
import dev.superlane.report.Curve;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot;
import dev.superlane.report.LogPlot.Axis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** How a step's time grows with one of its sizes, beside the least that it has to do. */
final class Growth {
  /**
   * The size that grows.
   *
   * @param value that size of a shape
   */
  enum Size {
    BATCH("batch", "B", Shape::batch),
    FEATURES("features", "N", Shape::features),
    WIDTH("width", "K", Shape::width);

    final String word;
    final String symbol;
    final ToIntFunction<Shape> value;

    Size(String word, String symbol, ToIntFunction<Shape> value) {
      this.word = word;
      this.symbol = symbol;
      this.value = value;
    }
  }

  /**
   * One value of the size.
   *
   * @param frozen milliseconds a step
   * @param least milliseconds that {@link LeastWork} takes at the peak
   */
  record Point(double value, double distinct, double frozen, double learned, double least) {}

  private final Size size;
  private final List<Point> points = new ArrayList<>();

  /**
   * @param steps one thread, sparse path, frozen and learned at each size
   * @param peak GFLOP/s
   */
  Growth(Size size, List<JmhScore> steps, double peak) {
    this.size = size;
    Map<String, Map<String, Double>> times = new LinkedHashMap<>();
    for (JmhScore step : steps) {
      times
          .computeIfAbsent(step.params().get("nkb"), key -> new LinkedHashMap<>())
          .put(step.params().get("embedding"), step.score() / 1e3);
    }
    times.forEach((nkb, of) -> {
      LeastWork work = StepsReport.leastWork(nkb);
      points.add(
          new Point(
              size.value.applyAsInt(work.shape()),
              work.distinct(),
              of.get("FROZEN"),
              of.get("LEARNED"),
              work.flops() / peak / 1e6));
    });
    points.sort(Comparator.comparingDouble(Point::value));
  }

  /** A table, how many times all grew, and a plot named growth-WORD. */
  void write(Pages pages, String others) throws IOException {
    Table table =
        new Table(
            size.symbol,
            "U",
            "frozen, ms",
            "learned, ms",
            "least, ms",
            "frozen / least",
            "learned / least");
    for (Point p : points) {
      table.row(
          number(p.value, 0),
          number(p.distinct, 1),
          number(p.frozen, 3),
          number(p.learned, 3),
          number(p.least, 3),
          number(p.frozen / p.least, 2),
          number(p.learned / p.least, 2));
    }
    pages.table(table);
    pages.paragraph(
        "From %s = %s to %s, %s times: frozen %s times, learned %s, U %s, the least %s."
            .formatted(
                size.symbol,
                number(points.getFirst().value, 0),
                number(points.getLast().value, 0),
                number(grown(Point::value), 0),
                number(grown(Point::frozen), 2),
                number(grown(Point::learned), 2),
                number(grown(Point::distinct), 2),
                number(grown(Point::least), 2)));
    pages.plot("growth-" + size.word, plot(others));
  }

  private double grown(ToDoubleFunction<Point> column) {
    return column.applyAsDouble(points.getLast()) / column.applyAsDouble(points.getFirst());
  }

  private LogPlot plot(String others) {
    List<Curve> curves = new ArrayList<>();
    curves.add(curve("learned", Point::learned, Style.MEASURED));
    curves.add(curve("frozen", Point::frozen, Style.MEASURED));
    curves.add(curve("least, at the fma peak", Point::least, Style.THEORY));
    Point first = points.getFirst();
    if (size == Size.BATCH) {
      double each = first.frozen / first.distinct;
      curves.add(curve("proportional to U", p -> each * p.distinct, Style.THEORY));
    }
    double each = first.frozen / first.value;
    curves.add(curve("proportional to " + size.symbol, p -> each * p.value, Style.GUIDE));
    return new LogPlot(
        "A sparse step's time at " + others + ", one thread",
        Axis.doublings(size.word, size.symbol),
        Axis.decades("milliseconds a step", ""),
        curves);
  }

  private Curve curve(String label, ToDoubleFunction<Point> y, Style style) {
    return new Curve(
        label,
        points.stream().mapToDouble(Point::value).toArray(),
        points.stream().mapToDouble(y).toArray(),
        style);
  }
}
