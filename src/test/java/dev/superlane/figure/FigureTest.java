package dev.superlane.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.figure.Series.Line;
import dev.superlane.figure.Series.Look;
import dev.superlane.figure.Series.Marker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureTest {
  private static final double[] T = {1, 10, 100};

  private static Panels panels() {
    Scale x = Scale.decades("step *t*", 1, 100);
    Scale y = Scale.decades("loss *L*", 0.01, 1);
    Look measured = new Look(Palette.BLUE, Line.NONE, Marker.DISC);
    Look theory = new Look(Palette.INK, Line.DASHED, Marker.NONE);
    double[] loss = {1, 0.1, 0.01};
    double[] low = {0.5, 0.05, 0};
    double[] high = {1, 0.2, 0.02};
    return new Panels(
        "a < b & \"c\"",
        400,
        List.of(
            new Panels.Panel(
                "*b* = 0",
                x,
                y,
                List.of(
                    new Series("a < b", T, loss, low, high, measured),
                    Series.line("theory", T, loss, theory))),
            new Panels.Panel(
                "*b* = 1",
                x,
                y,
                List.of(Series.line("theory", T, new double[] {1, -1, 0.1}, theory)))));
  }

  private static Heatmaps heatmaps(double value) {
    Heatmaps.Cell number = new Heatmaps.Cell(value, List.of("1.50", "1.4 … 1.6"));
    Heatmaps.Cell none = new Heatmaps.Cell(Double.NaN, List.of("no power law"));
    return new Heatmaps(
        "exponents",
        "*a*",
        List.of("1", "2"),
        "*b*",
        List.of("0"),
        List.of(new Heatmaps.Table("measured", List.of(List.of(number, none)))),
        "*α*",
        new Heatmaps.Colours(false, 0, 1, 2));
  }

  private static List<Element> elements(Figure figure, String tag) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(figure.svg("f"))));
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void aPowerLawIsAStraightDashedLineAndPointsHaveBars() throws Exception {
    List<Element> dashed =
        elements(panels(), "polyline").stream()
            .filter(line -> line.hasAttribute("stroke-dasharray"))
            .toList();
    // In the first panel and in the legend; of the second panel one point cannot be shown.
    assertThat(dashed).hasSize(3);
    String[] points = dashed.getFirst().getAttribute("points").split(" ");
    assertThat(points).hasSize(3);
    for (int axis = 0; axis < 2; axis++) {
      double[] at = new double[3];
      for (int i = 0; i < 3; i++) {
        at[i] = Double.parseDouble(points[i].split(",")[axis]);
      }
      assertThat(at[1] - at[0]).isEqualTo(200);
      assertThat(at[2] - at[1]).isEqualTo(200);
    }
    assertThat(dashed.get(1).getAttribute("points").split(" ")).hasSize(2);
    // Three points and one in the legend.
    assertThat(elements(panels(), "circle")).hasSize(4);
    // Three intervals of a bar and two ends each, in blue.
    assertThat(elements(panels(), "polyline"))
        .filteredOn(line -> line.getAttribute("stroke").equals("#0072b2"))
        .hasSize(9);
  }

  @Test
  void manyPointsHaveABand() throws Exception {
    double[] t = new double[40];
    double[] low = new double[40];
    double[] high = new double[40];
    for (int i = 0; i < t.length; i++) {
      t[i] = i + 1;
      low[i] = t[i] - 5;
      high[i] = t[i] + 10;
    }
    Look look = new Look(Palette.BLUE, Line.SOLID, Marker.NONE);
    Scale scale = Scale.linear("*t*", 0, 50, 10, 0);
    Panels.Panel panel =
        new Panels.Panel("", scale, scale, List.of(new Series("", t, t, low, high, look)));
    List<Element> areas = elements(new Panels("band", 400, List.of(panel)), "polygon");
    assertThat(areas).hasSize(1);
    String[] points = areas.getFirst().getAttribute("points").split(" ");
    assertThat(points).hasSize(80);
    // Up along the upper ends, back along the lower ones: 15 of 50 apart, in 400 units.
    double above = Double.parseDouble(points[0].split(",")[1]);
    double below = Double.parseDouble(points[79].split(",")[1]);
    assertThat(below - above).isEqualTo(400 * 15 / 50.0, within(0.11));
  }

  @Test
  void textIsEscapedAndSymbolsAreItalic() throws Exception {
    assertThat(elements(panels(), "svg").getFirst().getAttribute("aria-label"))
        .isEqualTo("a < b & \"c\"");
    assertThat(elements(panels(), "text"))
        .extracting(Element::getTextContent)
        .contains("a < b", "b = 0", "step t", "loss L", "10\u22122", "100");
    assertThat(elements(panels(), "tspan"))
        .filteredOn(span -> span.getAttribute("font-style").equals("italic"))
        .extracting(Element::getTextContent)
        .contains("b", "t", "L");
  }

  @Test
  void aHeatmapIsWhiteAtItsMiddleAndGreyWithoutANumber() throws Exception {
    assertThat(elements(heatmaps(1), "polygon"))
        .extracting(cell -> cell.getAttribute("fill"))
        .startsWith("#ffffff", "#eeeeee");
    // Both ends are three quarters of their colour.
    assertThat(elements(heatmaps(0), "polygon").getFirst().getAttribute("fill"))
        .isEqualTo("#4095c5");
    assertThat(elements(heatmaps(7), "polygon").getFirst().getAttribute("fill"))
        .isEqualTo("#e08640");
    assertThat(elements(heatmaps(1), "text"))
        .extracting(Element::getTextContent)
        .contains("1.50", "1.4 … 1.6", "no power law", "α");
  }

  @Test
  void aHeatmapOfAnotherShapeIsRefused() {
    assertThatThrownBy(() ->
            new Heatmaps(
                "",
                "",
                List.of("1"),
                "",
                List.of("0"),
                List.of(new Heatmaps.Table("short", List.of())),
                "",
                new Heatmaps.Colours(false, 0, 1, 2)))
        .hasMessageContaining("table short is not of 1 rows and 1 columns");
  }

  @Test
  void thePngHasTheSvgsMarks() throws Exception {
    Panels figure = panels();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
    assertThat(image.getWidth()).isEqualTo((int) figure.width());
    Element disc = elements(figure, "circle").get(1);
    int x = (int) Double.parseDouble(disc.getAttribute("cx"));
    int y = (int) Double.parseDouble(disc.getAttribute("cy")) - 5;
    assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(0x0072B2);
  }

  @Test
  void isTheSameInAnyLocale() {
    String first = panels().svg("f") + heatmaps(1).svg("h");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(panels().svg("f") + heatmaps(1).svg("h")).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> labels(Scale scale) {
    return scale.marks().stream()
        .filter(mark -> !mark.text().isEmpty())
        .map(mark -> mark.value() + " " + mark.text())
        .toList();
  }

  @Test
  void logarithmicAxesAreLabelledAtTheirEndsToo() {
    Scale decades = Scale.decades("", 0.1, 20);
    assertThat(labels(decades)).containsExactly("0.1 10^{\u22121}", "1.0 10^{0}", "10.0 10^{1}");
    assertThat(decades.marks()).hasSize(8 + 8 + 3 + 1).last().isEqualTo(new Scale.Mark(20, ""));
    assertThat(labels(Scale.doublings("", 0.4, 4))).containsExactly("1.0 1", "2.0 2", "4.0 4");
    assertThat(labels(Scale.percentiles("", 1, 10_000)))
        .containsExactly("1.0 0", "10.0 90", "100.0 99", "1000.0 99.9", "10000.0 99.99");
  }

  @Test
  void pointsWithoutALineAreAllMarked() {
    double[] many = IntStream.rangeClosed(1, 50).asDoubleStream().toArray();
    Scale scale = Scale.decades("", 1, 100);
    for (Line line : List.of(Line.NONE, Line.SOLID)) {
      Series series = Series.line("", many, many, new Look(Palette.BLUE, line, Marker.DISC));
      String svg =
          new Panels("", 400, List.of(new Panels.Panel("", scale, scale, List.of(series))))
              .svg("a");
      assertThat(svg.split("<circle", -1)).hasSize(1 + (line == Line.NONE ? 50 : 6));
    }
  }
}
