package dev.superlane.figure;

import dev.superlane.figure.Canvas.Stroke;
import dev.superlane.figure.Series.Line;
import java.awt.Color;
import java.util.stream.IntStream;

/** Draws {@link Series} into the square of a panel. */
final class SeriesPainter {
  private static final double MARKER = 8;
  private static final double BAND = 0.22;

  /** More points than these on a line are not marked one by one. */
  private static final int FEW = 20;

  private static final int MARKED = 8;

  private final Canvas canvas;
  private final Panels.Panel panel;
  private final double left;
  private final double top;
  private final double size;

  SeriesPainter(Canvas canvas, Panels.Panel panel, double left, double top, double size) {
    this.canvas = canvas;
    this.panel = panel;
    this.left = left;
    this.top = top;
    this.size = size;
  }

  void paint(Series series) {
    int[] shown =
        IntStream.range(0, series.x().length)
            .filter(i -> panel.x().shows(series.x()[i]) && panel.y().shows(series.y()[i]))
            .toArray();
    if (shown.length == 0) {
      return;
    }
    double[] x = new double[shown.length];
    double[] y = new double[shown.length];
    for (int i = 0; i < shown.length; i++) {
      x[i] = x(series.x()[shown[i]]);
      y[i] = y(series.y()[shown[i]]);
    }
    Color colour = series.look().colour();
    if (series.low().length > 0) {
      intervals(series, shown, x);
    }
    if (series.look().line() != Line.NONE && shown.length > 1) {
      canvas.line(x, y, colour, stroke(series.look().line()));
    }
    for (int i = 0; i < shown.length; i++) {
      if (series.look().line() == Line.NONE || shown.length <= FEW || i % MARKED == MARKED / 2) {
        marker(canvas, x[i], y[i], series.look());
      }
    }
  }

  private void intervals(Series series, int[] shown, double[] x) {
    int n = shown.length;
    if (series.look().line() == Line.NONE || n <= FEW) {
      for (int i = 0; i < n; i++) {
        bar(x[i], end(series.low()[shown[i]]), end(series.high()[shown[i]]), series.look());
      }
      return;
    }
    double[] aroundX = new double[2 * n];
    double[] aroundY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      aroundX[i] = x[i];
      aroundX[2 * n - 1 - i] = x[i];
      aroundY[i] = end(series.high()[shown[i]]);
      aroundY[2 * n - 1 - i] = end(series.low()[shown[i]]);
    }
    canvas.area(aroundX, aroundY, series.look().colour(), BAND);
  }

  private void bar(double x, double low, double high, Series.Look look) {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return;
    }
    Stroke stroke = new Stroke(2.5);
    canvas.line(new double[] {x, x}, new double[] {low, high}, look.colour(), stroke);
    for (double y : new double[] {low, high}) {
      canvas.line(new double[] {x - 7, x + 7}, new double[] {y, y}, look.colour(), stroke);
    }
  }

  /** An interval's end that a logarithmic axis cannot show lies below it. */
  private double end(double value) {
    return panel.y().logarithmic() && value <= 0 ? top + 2 * size : y(value);
  }

  private double x(double value) {
    return left + size * panel.x().share(value);
  }

  private double y(double value) {
    return top + size * (1 - panel.y().share(value));
  }

  /** A piece of it in a legend. */
  static void sample(Canvas canvas, Series series, double x, double y, double length) {
    if (series.look().line() != Line.NONE) {
      double[] ends = {x, x + length};
      Stroke stroke = stroke(series.look().line());
      canvas.line(ends, new double[] {y, y}, series.look().colour(), stroke);
    }
    marker(canvas, x + length / 2, y, series.look());
  }

  private static Stroke stroke(Line line) {
    return switch (line) {
      case SOLID -> new Stroke(3);
      case DASHED -> new Stroke(3, 12, 7);
      case DOTTED -> new Stroke(3, 3, 6);
      case NONE -> throw new IllegalArgumentException("no line has no stroke");
    };
  }

  private static void marker(Canvas canvas, double x, double y, Series.Look look) {
    double r = MARKER;
    Color colour = look.colour();
    switch (look.marker()) {
      case NONE -> {}
      case DISC -> canvas.disc(x, y, r, colour);
      case SQUARE -> shape(canvas, x, y, colour, -r, -r, r, -r, r, r, -r, r);
      case TRIANGLE -> shape(canvas, x, y, colour, 0, -1.3 * r, 1.2 * r, r, -1.2 * r, r);
      case DIAMOND -> shape(canvas, x, y, colour, 0, -1.3 * r, 1.3 * r, 0, 0, 1.3 * r, -1.3 * r, 0);
    }
  }

  /**
   * @param corners x and y in turns, about the point
   */
  private static void shape(Canvas canvas, double x, double y, Color colour, double... corners) {
    double[] xs = new double[corners.length / 2];
    double[] ys = new double[corners.length / 2];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x + corners[2 * i];
      ys[i] = y + corners[2 * i + 1];
    }
    canvas.area(xs, ys, colour, 1);
  }
}
