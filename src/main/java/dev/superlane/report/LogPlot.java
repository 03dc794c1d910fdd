package dev.superlane.report;

import dev.superlane.file.ResultFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Curves on two logarithmic axes, as a PNG or an SVG; equal plots give equal files. */
public record LogPlot(String title, Axis x, Axis y, List<Curve> curves) {
  /**
   * What an axis is called, and where it is marked.
   *
   * @param symbol follows the word in italics; may be empty
   */
  public record Axis(String word, String symbol, Marks marks) {
    public static Axis decades(String word, String symbol) {
      return new Axis(word, symbol, Marks.DECADES);
    }

    public static Axis doublings(String word, String symbol) {
      return new Axis(word, symbol, Marks.DOUBLINGS);
    }
  }

  static final int WIDTH = 1600;
  static final int HEIGHT = 1100;

  static final Color INK = new Color(0x202020);
  static final Color GRID = new Color(0xDDDDDD);
  private static final Color GUIDE = new Color(0x707070);

  /** Okabe and Ito's colours, told apart by colour-blind readers; yellow is too pale on white. */
  private static final Color[] COLOURS = {
    new Color(0x0072B2), // blue
    new Color(0xD55E00), // vermilion
    new Color(0x009E73), // bluish green
    new Color(0xCC79A7), // reddish purple
    new Color(0xE69F00), // orange
    new Color(0x56B4E9), // sky blue
    Color.BLACK
  };

  public LogPlot {
    curves = curves.stream().map(Curve::shown).toList();
  }

  /** The colour of a curve: guides are grey and take none of the others. */
  Color colour(int curve) {
    if (curves.get(curve).style() == Curve.Style.GUIDE) {
      return GUIDE;
    }
    long before = curves.stream().limit(curve).filter(c -> c.style() != Curve.Style.GUIDE).count();
    return COLOURS[(int) (before % COLOURS.length)];
  }

  /**
   * Draws the curves into {@code png}.
   *
   * @throws IOException when the file cannot be written
   * @throws IllegalArgumentException when no curve has a point to show
   */
  public void writePng(Path png) throws IOException {
    ResultFile.replace(png, LogPlotPng.encode(this));
  }

  /** The same as {@link #writePng}, of an SVG. */
  public void writeSvg(Path svg) throws IOException {
    ResultFile.replace(svg, new LogPlotSvg(this).text());
  }
}
