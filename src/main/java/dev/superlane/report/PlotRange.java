package dev.superlane.report;

import dev.superlane.report.LossPlot.Curve;
import dev.superlane.report.LossPlot.Style;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.data.Range;

/** The part of the log-log plane that a plot shows. */
record PlotRange(Range steps, Range losses) {
  /** A theory that dies exponentially would press the measured curves against the top. */
  private static final double LOWEST_TO_MEASURED = 0.1;

  private static final double LOWEST_TO_HIGHEST = 1e-12;

  /** Guides do not stretch the plot, unless there is nothing else. */
  static PlotRange of(List<Curve> curves) {
    List<Curve> leading = curves.stream().filter(c -> c.style() != Style.GUIDE).toList();
    List<Curve> seen = leading.stream().anyMatch(c -> c.t().length > 0) ? leading : curves;
    List<Curve> measured = seen.stream().filter(c -> c.style() == Style.MEASURED).toList();
    double lowest =
        Math.max(
            LOWEST_TO_MEASURED * values(measured, Curve::loss).min().orElse(0),
            LOWEST_TO_HIGHEST * values(seen, Curve::loss).max().orElse(0));
    return new PlotRange(
        decades(values(seen, Curve::t)),
        decades(values(seen, Curve::loss).filter(loss -> loss >= lowest)));
  }

  private static DoubleStream values(List<Curve> curves, Function<Curve, double[]> column) {
    return curves.stream().map(column).flatMapToDouble(Arrays::stream);
  }

  /** A twentieth beyond the values, or whole decades where that holds no two powers of ten. */
  private static Range decades(DoubleStream values) {
    var summary = values.summaryStatistics();
    if (summary.getCount() == 0) {
      throw new IllegalArgumentException("no curve has a point with step and loss above 0");
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

  /** A falling curve leaves the bottom left free; where curves do run there, the top right. */
  boolean bottomLeftIsFree(List<Curve> curves) {
    return points(curves, 0, 0.5, 0, 0.35) <= points(curves, 0.5, 1, 0.65, 1);
  }

  private long points(List<Curve> curves, double left, double right, double low, double high) {
    return curves.stream()
        .mapToLong(curve ->
            IntStream.range(0, curve.t().length)
                .filter(i -> within(steps, curve.t()[i], left, right))
                .filter(i -> within(losses, curve.loss()[i], low, high))
                .count())
        .sum();
  }

  private static boolean within(Range range, double value, double from, double to) {
    double log = Math.log(value / range.getLowerBound());
    double position = log / Math.log(range.getUpperBound() / range.getLowerBound());
    return from <= position && position <= to;
  }

  /** The share of the range that ends at {@code share} of its logarithm. */
  static double linear(Range range, double share) {
    double ratio = range.getUpperBound() / range.getLowerBound();
    return (Math.pow(ratio, share) - 1) / (ratio - 1);
  }
}
