package dev.superlane.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.util.ArrayList;
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
 * A logarithmic axis with a label at each power of ten and a small mark at 2, 3, … 9 times it.
 * LogAxis itself marks nothing below its first label and skips marks that have no label.
 */
final class DecadeAxis extends LogAxis {
  private static final long serialVersionUID = 1;

  DecadeAxis(String word, String symbol, Range range, Font font, Color ink) {
    AttributedString label = new AttributedString(word + " " + symbol);
    label.addAttribute(TextAttribute.FONT, font);
    int from = word.length() + 1;
    Font italic = font.deriveFont(Font.ITALIC);
    label.addAttribute(TextAttribute.FONT, italic, from, from + symbol.length());
    setAttributedLabel(label);
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

  @Override
  public List<LogTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    boolean bottom = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = bottom ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    List<LogTick> ticks = new ArrayList<>();
    int last = (int) Math.floor(Math.log10(getUpperBound()));
    for (int exponent = (int) Math.floor(Math.log10(getLowerBound()));
        exponent <= last;
        exponent++) {
      for (int digit = 1; digit <= 9; digit++) {
        // Parsed, so that a bound that is a power of ten meets its own mark.
        double value = Double.parseDouble(digit + "e" + exponent);
        if (getRange().contains(value)) {
          ticks.add(
              digit == 1
                  ? new LogTick(TickType.MAJOR, value, powerOfTen(exponent), anchor)
                  : new LogTick(TickType.MINOR, value, new AttributedString(" "), anchor));
        }
      }
    }
    return ticks;
  }

  private AttributedString powerOfTen(int exponent) {
    String minus = exponent < 0 ? "\u2212" : "";
    String text = "10" + minus + Math.abs(exponent);
    AttributedString label = new AttributedString(text, getTickLabelFont().getAttributes());
    label.addAttribute(
        TextAttribute.SUPERSCRIPT, TextAttribute.SUPERSCRIPT_SUPER, 2, text.length());
    return label;
  }
}
