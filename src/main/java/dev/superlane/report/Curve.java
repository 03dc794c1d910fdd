package dev.superlane.report;

import dev.superlane.figure.Series.Line;
import java.util.stream.IntStream;

/**
 * One curve of a plot.
 *
 * @param x one a point
 * @param y one a point; points with x or y ≤ 0 or not finite are left out
 */
public record Curve(String label, double[] x, double[] y, Style style) {
  /**
   * How a curve is drawn: measured solid with markers, theory dashed, a guide thin and dotted,
   * points as markers alone.
   */
  public enum Style {
    MEASURED(Line.SOLID, true),
    THEORY(Line.DASHED, false),
    GUIDE(Line.DOTTED, false),
    POINTS(Line.NONE, true);

    final Line line;
    final boolean marked;

    Style(Line line, boolean marked) {
      this.line = line;
      this.marked = marked;
    }
  }

  public Curve {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "curve %s has %d x but %d y".formatted(label, x.length, y.length));
    }
  }

  /** The points that logarithmic axes can show. */
  Curve shown() {
    int[] shown = IntStream.range(0, x.length).filter(i -> onLog(x[i]) && onLog(y[i])).toArray();
    return new Curve(
        label,
        IntStream.of(shown).mapToDouble(i -> x[i]).toArray(),
        IntStream.of(shown).mapToDouble(i -> y[i]).toArray(),
        style);
  }

  private static boolean onLog(double value) {
    return value > 0 && Double.isFinite(value);
  }
}
