package dev.superlane.report;

import dev.superlane.figure.Figure;
import dev.superlane.figure.Palette;
import dev.superlane.figure.Panels;
import dev.superlane.figure.Scale;
import dev.superlane.figure.Series;
import dev.superlane.figure.Series.Look;
import dev.superlane.figure.Series.Marker;
import dev.superlane.file.ResultFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Curves on two logarithmic axes, drawn by package figure; equal plots give equal files.
 *
 * @param curves none without a label
 */
public record LogPlot(String title, Axis x, Axis y, List<Curve> curves) {
  /**
   * What an axis is called, and where it is marked.
   *
   * @param symbol follows the word in italics; may be empty
   */
  public record Axis(String word, String symbol, Marks marks) {
    public static Axis decades(String word, String symbol) {
      return new Axis(word, symbol, Scale::decades);
    }

    public static Axis doublings(String word, String symbol) {
      return new Axis(word, symbol, Scale::doublings);
    }

    /** Of values 1 / (1 − p). */
    static Axis percentiles() {
      return new Axis("percentile", "", Scale::percentiles);
    }

    private Scale scale(PlotRange.Range range) {
      String label = symbol.isEmpty() ? word : word + " *" + symbol + "*";
      return marks.scale(label, range.low(), range.high());
    }
  }

  /** Makes an axis of a label and its two ends. */
  @FunctionalInterface
  public interface Marks {
    Scale scale(String label, double low, double high);
  }

  private static final double SIZE = 800;
  private static final Marker[] MARKERS = {
    Marker.DISC, Marker.SQUARE, Marker.TRIANGLE, Marker.DIAMOND
  };

  public LogPlot {
    curves = curves.stream().map(Curve::shown).toList();
  }

  /**
   * As a figure with its legend beside it.
   *
   * @throws IllegalArgumentException when no curve has a point to show
   */
  public Figure figure() {
    return panels(title, SIZE, series());
  }

  /** As a figure of that size, for a page that has title and legend beside it. */
  Figure bare(double size) {
    return panels(
        "", size, series().stream().map(s -> Series.line("", s.x(), s.y(), s.look())).toList());
  }

  private Panels panels(String above, double size, List<Series> series) {
    PlotRange range = PlotRange.of(curves);
    Scale across = x.scale(range.x());
    Scale up = y.scale(range.y());
    return new Panels(title, size, List.of(new Panels.Panel(above, across, up, series)));
  }

  /** Curves in their looks; guides are grey and take none of the colours. */
  List<Series> series() {
    List<Series> series = new ArrayList<>();
    int coloured = 0;
    for (Curve curve : curves) {
      Color colour = curve.style() == Curve.Style.GUIDE ? Palette.GREY : Palette.of(coloured);
      Marker marker = curve.style().marked ? MARKERS[coloured % MARKERS.length] : Marker.NONE;
      coloured += curve.style() == Curve.Style.GUIDE ? 0 : 1;
      Look look = new Look(colour, curve.style().line, marker);
      series.add(Series.line(curve.label(), curve.x(), curve.y(), look));
    }
    return series;
  }

  /**
   * Draws it as a PNG, which is there whole or not at all.
   *
   * @throws IOException when the file cannot be written
   * @throws IllegalArgumentException when no curve has a point to show
   */
  public void writePng(Path png) throws IOException {
    ResultFile.replace(png, figure().png());
  }

  /** The same as {@link #writePng}, of an SVG. */
  public void writeSvg(Path svg) throws IOException {
    ResultFile.replace(svg, figure().svg("plot"));
  }
}
