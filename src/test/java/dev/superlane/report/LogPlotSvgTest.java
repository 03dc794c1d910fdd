package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot.Axis;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LogPlotSvgTest {
  private static final double[] X = {512, 1024, 2048};

  private static String svg() {
    return new LogPlotSvg(
            new LogPlot(
                "a < b & c",
                Axis.doublings("batch", "B"),
                Axis.decades("milliseconds", ""),
                List.of(
                    new Curve("measured", X, new double[] {0.1, 1, 10}, Style.MEASURED),
                    new Curve("guide", X, new double[] {0.1, 0.2, 0.4}, Style.GUIDE),
                    new Curve("points", X, new double[] {0, 2, 3}, Style.POINTS))))
        .text();
  }

  private static List<Element> elements(String tag) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg())));
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static double[] point(Element line, int i) {
    String[] pair = line.getAttribute("points").split(" ")[i].split(",");
    return new double[] {Double.parseDouble(pair[0]), Double.parseDouble(pair[1])};
  }

  @Test
  void curvesAreLinesAndMarkersOnLogarithmicAxes() throws Exception {
    List<Element> lines = elements("polyline");
    assertThat(lines)
        .extracting(line -> line.getAttribute("stroke"))
        .containsExactly("#0072b2", "#707070");
    // Doublings and decades are equal steps, up is less; coordinates have one decimal.
    Element measured = lines.getFirst();
    for (int axis = 0; axis < 2; axis++) {
      double first = point(measured, 1)[axis] - point(measured, 0)[axis];
      double second = point(measured, 2)[axis] - point(measured, 1)[axis];
      assertThat(Math.abs(first - second)).isLessThanOrEqualTo(0.2001);
      assertThat(first * (axis == 0 ? 1 : -1)).isGreaterThan(100);
    }
    // Three of the measured curve, two of the points above 0, and one each in the legend.
    assertThat(elements("circle")).hasSize(3 + 2 + 2);
  }

  @Test
  void textIsEscapedAndMarksAreLabelled() throws Exception {
    assertThat(elements("text"))
        .extracting(Element::getTextContent)
        .contains(
            "a < b & c", "batch B", "512", "1024", "2048", "10\u22121", "100", "101", "guide");
  }

  @Test
  void isTheSameInAnyLocale() {
    String first = svg();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(svg()).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }
}
