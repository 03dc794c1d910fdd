package dev.superlane.peers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** Bars of GFLOP/s for the NN products, with the fma peak as a line. */
final class PeersPlot {
  private static final Color[] COLOURS = {
    new Color(0x1B6CA8),
    new Color(0xE07B39),
    new Color(0x7A7A7A),
    new Color(0x6AA84F),
    new Color(0xB48EAD),
    new Color(0xC9B458)
  };

  private PeersPlot() {}

  static void write(Map<String, Map<String, Forks>> gemm, double peak, Path file)
      throws IOException {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    gemm.forEach((key, by) -> {
      if (key.endsWith(" NN")) {
        by.forEach((library, forks) ->
            data.addValue(forks.mean(), library.toLowerCase(), key.substring(0, key.length() - 3)));
      }
    });
    JFreeChart chart =
        ChartFactory.createBarChart("C = A·B, f32, one thread", "M×N×K", "GFLOP/s", data);
    CategoryPlot plot = chart.getCategoryPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    plot.getDomainAxis().setCategoryLabelPositions(CategoryLabelPositions.UP_45);
    BarRenderer bars = (BarRenderer) plot.getRenderer();
    bars.setBarPainter(new StandardBarPainter());
    bars.setShadowVisible(false);
    bars.setItemMargin(0);
    for (int i = 0; i < COLOURS.length; i++) {
      bars.setSeriesPaint(i, COLOURS[i]);
    }
    ValueMarker marker = new ValueMarker(peak, Color.DARK_GRAY, new BasicStroke(1.5f));
    marker.setLabel("fma peak");
    plot.addRangeMarker(marker);
    plot.getRangeAxis().setUpperBound(peak * 1.08);
    ChartUtils.saveChartAsPNG(file.toFile(), chart, 1200, 560);
  }
}
