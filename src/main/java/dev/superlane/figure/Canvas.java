package dev.superlane.figure;

import java.awt.Color;

/**
 * Something to draw on: a file of lines or one of pixels. Lengths are those of the figure, the
 * origin is its upper left corner; angles of text are 0 or 90 degrees.
 */
public interface Canvas {
  /** Where a text's position lies on it. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Pixels on and off along a line; none for a solid one. */
  record Stroke(double width, double... dashes) {}

  /** A line through points, not closed. */
  void line(double[] x, double[] y, Color colour, Stroke stroke);

  /** The inside of a polygon. */
  void area(double[] x, double[] y, Color colour, double opacity);

  /** The inside of a disc. */
  void disc(double x, double y, double radius, Color colour);

  /** A line of text on its baseline. */
  void text(double x, double y, double size, Anchor anchor, Color colour, Words words);

  /** A line of text that is read from below. */
  void upright(double x, double y, double size, Anchor anchor, Color colour, Words words);

  /** Draws what follows only within a rectangle, until {@link #whole}. */
  void clip(double left, double top, double right, double bottom);

  /** Ends {@link #clip}. */
  void whole();
}
