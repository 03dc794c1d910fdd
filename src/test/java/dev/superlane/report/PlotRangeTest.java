package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot.Axis;
import dev.superlane.report.PlotRange.Corner;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.LogTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;

class PlotRangeTest {
  private static Curve curve(Style style, double... losses) {
    double[] t = new double[losses.length];
    for (int i = 0; i < t.length; i++) {
      t[i] = i + 1;
    }
    return new Curve("curve", t, losses, style);
  }

  private static Range losses(Curve... curves) {
    return PlotRange.of(List.of(curves)).y();
  }

  @Test
  void theRangeIsATwentiethOfItsDecadesWiderThanTheCurves() {
    // 1 to 1e-4 are 4 decades, a twentieth of them is 0.2.
    Range range = losses(curve(Style.MEASURED, 1, 1e-4));
    assertThat(Math.log10(range.getUpperBound())).isCloseTo(0.2, within(1e-12));
    assertThat(Math.log10(range.getLowerBound())).isCloseTo(-4.2, within(1e-12));
  }

  @Test
  void guidesDoNotStretchTheRangeUnlessAlone() {
    Curve measured = curve(Style.MEASURED, 1, 1e-4);
    Curve guide = curve(Style.GUIDE, 1e3, 1e-9);
    assertThat(losses(measured, guide)).isEqualTo(losses(measured));
    assertThat(losses(guide).contains(1e-9)).isTrue();
  }

  @Test
  void aTheoryThatDiesIsShownOneDecadeBelowWhatIsMeasured() {
    Range range =
        losses(curve(Style.MEASURED, 1, 1e-2), curve(Style.THEORY, 1, 2e-3, 5e-4, 1e-200));
    assertThat(range.contains(2e-3)).isTrue();
    assertThat(range.contains(5e-4)).isFalse();
    Range alone = losses(curve(Style.THEORY, 1, 1e-11, 1e-200));
    assertThat(alone.contains(1e-11)).isTrue();
    assertThat(alone.contains(1e-14)).isFalse();
  }

  @Test
  void everyRangeHoldsTwoPowersOfTen() {
    Range narrow = losses(curve(Style.MEASURED, 0.5, 0.4));
    assertThat(narrow).isEqualTo(new Range(0.1, 1));
    Range point = losses(curve(Style.MEASURED, 1, 1));
    assertThat(point).isEqualTo(new Range(1, 10));
    Curve two = curve(Style.MEASURED, 1, 1e-4);
    assertThat(PlotRange.of(List.of(two)).x()).isEqualTo(new Range(1, 10));
  }

  private static Corner corner(Curve curve) {
    return PlotRange.of(List.of(curve)).freeCorner(List.of(curve));
  }

  @Test
  void theLegendGivesWayToCurvesInTheCorner() {
    Curve falling = curve(Style.MEASURED, 1, 0.9, 0.7, 0.4, 0.1, 0.01);
    assertThat(corner(falling)).isEqualTo(Corner.BOTTOM_LEFT);
    Curve rising = curve(Style.MEASURED, 0.01, 0.011, 0.012, 0.02, 0.03, 0.1);
    assertThat(corner(rising)).isEqualTo(Corner.TOP_LEFT);
    Curve both = curve(Style.MEASURED, 0.01, 1, 0.01, 1, 0.01, 0.01);
    assertThat(corner(both)).isEqualTo(Corner.TOP_RIGHT);
  }

  @Test
  void aLinearShareIsWhereTheLogarithmicShareLies() {
    // The middle of 1 to 100 is 10 on a logarithmic axis: 9 of the 99 between.
    assertThat(PlotRange.linear(new Range(1, 100), 0.5)).isCloseTo(9.0 / 99, within(1e-15));
  }

  @Test
  void everyDecadeHasALabelAndEightMarksBoundsIncluded() {
    List<LogTick> ticks = ticks(Axis.decades("loss", "L"), new Range(0.001, 20));

    assertThat(values(ticks, TickType.MAJOR)).containsExactly(0.001, 0.01, 0.1, 1.0, 10.0);
    assertThat(values(ticks, TickType.MINOR))
        .hasSize(4 * 8 + 1)
        .startsWith(0.002, 0.003)
        .endsWith(9.0, 20.0);
    assertThat(ticks).allMatch(tick -> tick.getAttributedLabel() != null);
  }

  @Test
  void everyDoublingHasALabelBoundsIncluded() {
    List<LogTick> ticks = ticks(Axis.doublings("batch", ""), new Range(0.4, 4));
    assertThat(values(ticks, TickType.MAJOR)).containsExactly(1.0, 2.0, 4.0);
    assertThat(ticks).hasSize(3);
  }

  private static List<LogTick> ticks(Axis axis, Range range) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    return new MarkedAxis(axis, range, font, Color.BLACK)
        .refreshTicks(null, null, new Rectangle2D.Double(), RectangleEdge.LEFT);
  }

  private static List<Double> values(List<LogTick> ticks, TickType type) {
    return ticks.stream().filter(t -> t.getTickType() == type).map(LogTick::getValue).toList();
  }
}
