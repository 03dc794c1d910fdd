package dev.superlane.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.encoders.EncoderUtil;
import org.jfree.chart.encoders.ImageFormat;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Losses over steps on two logarithmic axes, as a PNG; equal curves give equal files. */
public final class LossPlot {
  /** How a curve is drawn: measured solid with markers, theory dashed, a guide thin and dotted. */
  public enum Style {
    MEASURED,
    THEORY,
    GUIDE
  }

  /**
   * One curve.
   *
   * @param t steps, one a point
   * @param loss losses, one a point; points with t or loss ≤ 0 or not finite are left out
   */
  public record Curve(String label, double[] t, double[] loss, Style style) {
    public Curve {
      if (t.length != loss.length) {
        throw new IllegalArgumentException(
            "curve " + label + " has " + t.length + " steps but " + loss.length + " losses");
      }
    }

    /** The points that logarithmic axes can show. */
    private Curve shown() {
      int[] shown =
          IntStream.range(0, t.length).filter(i -> onLog(t[i]) && onLog(loss[i])).toArray();
      double[] steps = IntStream.of(shown).mapToDouble(i -> t[i]).toArray();
      double[] losses = IntStream.of(shown).mapToDouble(i -> loss[i]).toArray();
      return new Curve(label, steps, losses, style);
    }

    private static boolean onLog(double value) {
      return value > 0 && Double.isFinite(value);
    }
  }

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1100;

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

  private static final Color GUIDE = new Color(0x707070);
  private static final Color GRID = new Color(0xDDDDDD);
  private static final Color INK = new Color(0x202020);
  private static final Shape MARKER = new Ellipse2D.Double(-5, -5, 10, 10);

  private LossPlot() {}

  /**
   * Draws the curves and writes {@code png} beside its name, then renames.
   *
   * @throws IOException when the file cannot be written
   * @throws IllegalArgumentException when no curve has a point to show
   */
  public static void write(Path png, String title, List<Curve> curves) throws IOException {
    byte[] bytes = EncoderUtil.encode(draw(title, curves), ImageFormat.PNG);
    String name = png.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path beside = png.resolveSibling(name);
    try {
      Files.write(beside, bytes);
      Files.move(beside, png, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static BufferedImage draw(String title, List<Curve> given) {
    List<Curve> curves = given.stream().map(Curve::shown).toList();
    PlotRange range = PlotRange.of(curves);
    DecadeAxis steps = new DecadeAxis("step", "t", range.steps(), font(32), INK);
    DecadeAxis losses = new DecadeAxis("loss", "L", range.losses(), font(32), INK);
    XYPlot plot = new XYPlot(dataset(curves), steps, losses, renderer(curves));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(INK);
    plot.setOutlineStroke(new BasicStroke(2));
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1.5f));
    plot.setRangeGridlineStroke(new BasicStroke(1.5f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.addAnnotation(legend(plot, range, range.bottomLeftIsFree(curves)));

    JFreeChart chart = new JFreeChart(title, font(34), plot, false);
    chart.getTitle().setPaint(INK);
    chart.getTitle().setPadding(5, 10, 20, 10);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(20, 20, 20, 50));
    chart.setTextAntiAlias(RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    RenderingHints hints = chart.getRenderingHints();
    hints.put(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return chart.createBufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, null);
  }

  private static XYSeriesCollection dataset(List<Curve> curves) {
    XYSeriesCollection dataset = new XYSeriesCollection();
    for (Curve curve : curves) {
      // Series need distinct keys, and two curves may carry one label.
      XYSeries series = new XYSeries(dataset.getSeriesCount(), false);
      for (int i = 0; i < curve.t().length; i++) {
        series.add(curve.t()[i], curve.loss()[i]);
      }
      dataset.addSeries(series);
    }
    return dataset;
  }

  private static XYLineAndShapeRenderer renderer(List<Curve> curves) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true); // else each segment starts its dashes anew
    renderer.setLegendLine(new Line2D.Double(-40, 0, 40, 0));
    renderer.setLegendItemLabelGenerator((dataset, c) -> curves.get(c).label());
    int coloured = 0;
    for (int c = 0; c < curves.size(); c++) {
      Style style = curves.get(c).style();
      boolean guide = style == Style.GUIDE;
      renderer.setSeriesPaint(c, guide ? GUIDE : COLOURS[coloured++ % COLOURS.length]);
      renderer.setSeriesStroke(c, stroke(style));
      renderer.setSeriesShape(c, MARKER);
      renderer.setSeriesShapesVisible(c, style == Style.MEASURED);
    }
    return renderer;
  }

  private static BasicStroke stroke(Style style) {
    return switch (style) {
      case MEASURED -> new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
      case THEORY -> dashes(4, 18, 10);
      case GUIDE -> dashes(2.5f, 3, 7);
    };
  }

  private static BasicStroke dashes(float width, float on, float off) {
    float[] pattern = {on, off};
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, width, pattern, 0);
  }

  private static XYTitleAnnotation legend(XYPlot plot, PlotRange range, boolean bottomLeft) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setItemFont(font(28));
    legend.setItemPaint(INK);
    legend.setBackgroundPaint(new Color(255, 255, 255, 230));
    legend.setFrame(new BlockBorder(GRID));
    legend.setPosition(RectangleEdge.LEFT); // one item a line
    legend.setItemLabelPadding(new RectangleInsets(6, 12, 6, 14));
    legend.setLegendItemGraphicPadding(new RectangleInsets(6, 14, 6, 6));
    RectangleAnchor corner = bottomLeft ? RectangleAnchor.BOTTOM_LEFT : RectangleAnchor.TOP_RIGHT;
    // JFreeChart places annotations by shares of the linear range, on logarithmic axes too.
    double x = PlotRange.linear(range.steps(), bottomLeft ? 0.025 : 0.975);
    double y = PlotRange.linear(range.losses(), bottomLeft ? 0.035 : 0.965);
    XYTitleAnnotation annotation = new XYTitleAnnotation(x, y, legend, corner);
    annotation.setMaxWidth(0.9);
    annotation.setMaxHeight(0.6);
    return annotation;
  }

  private static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }
}
