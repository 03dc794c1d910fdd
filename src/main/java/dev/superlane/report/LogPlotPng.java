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
import java.util.List;
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

/** A {@link LogPlot} drawn by JFreeChart. */
final class LogPlotPng {
  private static final Shape MARKER = new Ellipse2D.Double(-5, -5, 10, 10);

  private LogPlotPng() {}

  static byte[] encode(LogPlot plot) throws IOException {
    return EncoderUtil.encode(draw(plot), ImageFormat.PNG);
  }

  private static BufferedImage draw(LogPlot given) {
    List<Curve> curves = given.curves();
    PlotRange range = PlotRange.of(curves);
    MarkedAxis x = new MarkedAxis(given.x(), range.x(), font(32), LogPlot.INK);
    MarkedAxis y = new MarkedAxis(given.y(), range.y(), font(32), LogPlot.INK);
    XYPlot plot = new XYPlot(dataset(curves), x, y, renderer(given));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(LogPlot.INK);
    plot.setOutlineStroke(new BasicStroke(2));
    plot.setDomainGridlinePaint(LogPlot.GRID);
    plot.setRangeGridlinePaint(LogPlot.GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1.5f));
    plot.setRangeGridlineStroke(new BasicStroke(1.5f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.addAnnotation(legend(plot, range, range.freeCorner(curves)));

    JFreeChart chart = new JFreeChart(given.title(), font(34), plot, false);
    chart.getTitle().setPaint(LogPlot.INK);
    chart.getTitle().setPadding(5, 10, 20, 10);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(20, 20, 20, 50));
    chart.setTextAntiAlias(RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    RenderingHints hints = chart.getRenderingHints();
    hints.put(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return chart.createBufferedImage(
        LogPlot.WIDTH, LogPlot.HEIGHT, BufferedImage.TYPE_INT_RGB, null);
  }

  private static XYSeriesCollection dataset(List<Curve> curves) {
    XYSeriesCollection dataset = new XYSeriesCollection();
    for (Curve curve : curves) {
      // Series need distinct keys, and two curves may carry one label.
      XYSeries series = new XYSeries(dataset.getSeriesCount(), false);
      for (int i = 0; i < curve.x().length; i++) {
        series.add(curve.x()[i], curve.y()[i]);
      }
      dataset.addSeries(series);
    }
    return dataset;
  }

  private static XYLineAndShapeRenderer renderer(LogPlot plot) {
    List<Curve> curves = plot.curves();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true); // else each segment starts its dashes anew
    renderer.setLegendLine(new Line2D.Double(-40, 0, 40, 0));
    renderer.setLegendItemLabelGenerator((dataset, c) -> curves.get(c).label());
    for (int c = 0; c < curves.size(); c++) {
      Curve curve = curves.get(c);
      renderer.setSeriesPaint(c, plot.colour(c));
      renderer.setSeriesStroke(c, stroke(curve.style()));
      renderer.setSeriesLinesVisible(c, curve.style() != Curve.Style.POINTS);
      renderer.setSeriesShape(c, MARKER);
      renderer.setSeriesShapesVisible(c, curve.marked());
    }
    return renderer;
  }

  private static BasicStroke stroke(Curve.Style style) {
    if (style.dashes.length == 0) {
      return new BasicStroke(style.width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
    return new BasicStroke(
        style.width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, style.width, style.dashes, 0);
  }

  private static XYTitleAnnotation legend(XYPlot plot, PlotRange range, PlotRange.Corner corner) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setItemFont(font(28));
    legend.setItemPaint(LogPlot.INK);
    legend.setBackgroundPaint(new Color(255, 255, 255, 230));
    legend.setFrame(new BlockBorder(LogPlot.GRID));
    legend.setPosition(RectangleEdge.LEFT); // one item a line
    legend.setItemLabelPadding(new RectangleInsets(6, 12, 6, 14));
    legend.setLegendItemGraphicPadding(new RectangleInsets(6, 14, 6, 6));
    // JFreeChart places annotations by shares of the linear range, on logarithmic axes too.
    double x = PlotRange.linear(range.x(), corner.left ? 0.025 : 0.975);
    double y = PlotRange.linear(range.y(), corner.bottom ? 0.035 : 0.965);
    RectangleAnchor anchor = RectangleAnchor.valueOf(corner.name());
    XYTitleAnnotation annotation = new XYTitleAnnotation(x, y, legend, anchor);
    annotation.setMaxWidth(0.9);
    annotation.setMaxHeight(0.6);
    return annotation;
  }

  private static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }
}
