package dev.superlane.figure;

import java.awt.Color;

/**
 * A curve or some points, with intervals about them.
 *
 * @param label of the legend, empty for none; one label is there once, with its first look
 * @param y one an x; what the axes cannot show is left out
 * @param low lower ends of the intervals, one an x, or none at all
 * @param high upper ends, as many
 */
public record Series(String label, double[] x, double[] y, double[] low, double[] high, Look look) {
  /** How the points are joined. */
  public enum Line {
    SOLID,
    DASHED,
    DOTTED,
    NONE
  }

  /** What stands at points: at each where they are few, else at some. */
  public enum Marker {
    NONE,
    DISC,
    SQUARE,
    TRIANGLE,
    DIAMOND
  }

  /** Intervals are shaded along a line, and bars where the points are not joined. */
  public record Look(Color colour, Line line, Marker marker) {}

  /**
   * @throws IllegalArgumentException on lengths that differ
   */
  public Series {
    boolean spread = low.length > 0 || high.length > 0;
    if (y.length != x.length || spread && (low.length != x.length || high.length != x.length)) {
      throw new IllegalArgumentException(
          "series %s has %d x, %d y and intervals of %d and %d ends"
              .formatted(label, x.length, y.length, low.length, high.length));
    }
  }

  /** Without intervals. */
  public static Series line(String label, double[] x, double[] y, Look look) {
    return new Series(label, x, y, new double[0], new double[0], look);
  }
}
