package dev.superlane.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.LogTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/**
 * A logarithmic axis with {@link Marks}. LogAxis itself marks nothing below its first label and
 * skips marks that have no label.
 */
final class MarkedAxis extends LogAxis {
  private static final long serialVersionUID = 1;

  private final Marks marks;

  MarkedAxis(LogPlot.Axis axis, Range range, Font font, Color ink) {
    marks = axis.marks();
    setAttributedLabel(label(axis.word(), axis.symbol(), font));
    setLabelPaint(ink);
    setRange(range);
    setAutoTickUnitSelection(false);
    setTickLabelFont(font);
    setTickLabelPaint(ink);
    setTickLabelInsets(new RectangleInsets(14, 18, 8, 18));
    setAxisLineVisible(false);
    setTickMarkPaint(ink);
    setTickMarkStroke(new BasicStroke(2));
    setTickMarkOutsideLength(14);
    setMinorTickMarksVisible(true);
    setMinorTickMarkOutsideLength(7);
  }

  private static AttributedString label(String word, String symbol, Font font) {
    AttributedString label = new AttributedString(word + " " + symbol);
    label.addAttribute(TextAttribute.FONT, font);
    if (!symbol.isEmpty()) {
      int from = word.length() + 1;
      Font italic = font.deriveFont(Font.ITALIC);
      label.addAttribute(TextAttribute.FONT, italic, from, from + symbol.length());
    }
    return label;
  }

  @Override
  public List<LogTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    boolean bottom = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = bottom ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    return marks.of(getRange()).stream()
        .map(mark ->
            mark.labelled()
                ? new LogTick(TickType.MAJOR, mark.value(), text(mark), anchor)
                : new LogTick(TickType.MINOR, mark.value(), new AttributedString(" "), anchor))
        .toList();
  }

  private AttributedString text(Marks.Mark mark) {
    String text = mark.text() + mark.exponent();
    AttributedString label = new AttributedString(text, getTickLabelFont().getAttributes());
    if (!mark.exponent().isEmpty()) {
      label.addAttribute(
          TextAttribute.SUPERSCRIPT,
          TextAttribute.SUPERSCRIPT_SUPER,
          mark.text().length(),
          text.length());
    }
    return label;
  }
}
