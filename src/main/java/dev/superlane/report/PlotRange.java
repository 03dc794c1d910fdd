package dev.superlane.report;

import dev.superlane.report.Curve.Style;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The part of the log-log plane that a plot shows. */
record PlotRange(Range x, Range y) {
  /** From the lowest value shown to the highest. */
  record Range(double low, double high) {}

  /** A theory that dies exponentially would press the measured curves against the top. */
  private static final double LOWEST_TO_MEASURED = 0.1;

  private static final double LOWEST_TO_HIGHEST = 1e-12;

  /** Guides do not stretch the plot, unless there is nothing else. */
  static PlotRange of(List<Curve> curves) {
    List<Curve> leading = curves.stream().filter(c -> c.style() != Style.GUIDE).toList();
    List<Curve> seen = leading.stream().anyMatch(c -> c.x().length > 0) ? leading : curves;
    List<Curve> measured = seen.stream().filter(c -> c.style() == Style.MEASURED).toList();
    double lowest =
        Math.max(
            LOWEST_TO_MEASURED * values(measured, Curve::y).min().orElse(0),
            LOWEST_TO_HIGHEST * values(seen, Curve::y).max().orElse(0));
    return new PlotRange(
        decades(values(seen, Curve::x)), decades(values(seen, Curve::y).filter(y -> y >= lowest)));
  }

  private static DoubleStream values(List<Curve> curves, Function<Curve, double[]> column) {
    return curves.stream().map(column).flatMapToDouble(Arrays::stream);
  }

  /** A twentieth beyond the values, or whole decades where that holds no two powers of ten. */
  private static Range decades(DoubleStream values) {
    var summary = values.summaryStatistics();
    if (summary.getCount() == 0) {
      throw new IllegalArgumentException("no curve has a point with x and y above 0");
    }
    double low = Math.log10(summary.getMin());
    double high = Math.log10(summary.getMax());
    double margin = 0.05 * (high - low);
    if (Math.floor(high + margin) > Math.ceil(low - margin)) {
      return new Range(Math.pow(10, low - margin), Math.pow(10, high + margin));
    }
    low = Math.floor(low);
    return new Range(Math.pow(10, low), Math.pow(10, Math.max(Math.ceil(high), low + 1)));
  }
}
