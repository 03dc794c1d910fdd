package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.figure.Palette;
import dev.superlane.figure.Series;
import dev.superlane.figure.Series.Line;
import dev.superlane.figure.Series.Look;
import dev.superlane.figure.Series.Marker;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot.Axis;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPlotTest {
  private static final int BLUE = 0x0072B2;
  private static final int VERMILION = 0xD55E00;

  @TempDir Path folder;

  private static Curve powerLaw(String label, double exponent, double floor, Style style) {
    double[] t = IntStream.rangeClosed(0, 64).mapToDouble(k -> Math.pow(10, k / 16.0)).toArray();
    double[] loss = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      loss[i] = Math.pow(t[i], -exponent) + floor;
    }
    return new Curve(label, t, loss, style);
  }

  private static List<Curve> curves() {
    return List.of(
        powerLaw("measured", 1, 0.01, Style.MEASURED),
        powerLaw("theory", 0.3, 0, Style.THEORY),
        powerLaw("1/t", 1, 0, Style.GUIDE));
  }

  private static LogPlot plot(List<Curve> curves) {
    return new LogPlot("title", Axis.decades("step", "t"), Axis.decades("loss", "L"), curves);
  }

  private byte[] bytes(String name, List<Curve> curves) throws IOException {
    Path png = folder.resolve(name);
    plot(curves).writePng(png);
    return Files.readAllBytes(png);
  }

  private static long pixels(BufferedImage image, int colour) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF)
        .filter(pixel -> pixel == colour)
        .count();
  }

  @Test
  void drawsEachCurveInItsColourOnWhiteAndLeavesNothingElseBehind() throws IOException {
    Path png = folder.resolve("loss.png");

    plot(curves()).writePng(png);

    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getHeight()).isEqualTo(960);
    assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    // Of a line's length in the legend there are 64 by 3 pixels, and a disc of radius 8.
    assertThat(pixels(image, BLUE)).isGreaterThan(64 * 3 + 202);
    assertThat(pixels(image, VERMILION)).isGreaterThan(64 * 3);
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("loss.png"));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void equalCurvesGiveEqualFilesInAnyLocale() throws IOException {
    byte[] first = bytes("first.png", curves());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(bytes("second.png", curves())).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void pointsThatALogarithmCannotShowAreLeftOut() throws IOException {
    double[] t = {0, 1, 10, 100, -5, 50, 60, Double.NaN};
    double[] loss = {1, 0.5, 0.1, 0.02, 1, 0, Double.POSITIVE_INFINITY, 1};
    Curve all = new Curve("run", t, loss, Style.MEASURED);
    double[] shownT = {1, 10, 100};
    double[] shownLoss = {0.5, 0.1, 0.02};
    Curve shown = new Curve("run", shownT, shownLoss, Style.MEASURED);

    assertThat(bytes("all.png", List.of(all))).isEqualTo(bytes("shown.png", List.of(shown)));
  }

  @Test
  void colouredCurvesHaveMarkersInTurnAndGuidesAreGrey() {
    double[] x = {1, 10};
    List<Series> series =
        plot(List.of(
                new Curve("a", x, x, Style.POINTS),
                new Curve("guide", x, x, Style.GUIDE),
                new Curve("b", x, x, Style.MEASURED)))
            .series();
    assertThat(series)
        .extracting(Series::look)
        .containsExactly(
            new Look(Palette.BLUE, Line.NONE, Marker.DISC),
            new Look(Palette.GREY, Line.DOTTED, Marker.NONE),
            new Look(Palette.VERMILION, Line.SOLID, Marker.SQUARE));
  }

  @Test
  void twoCurvesMayHaveOneLabel() throws IOException {
    Curve curve = powerLaw("run", 1, 0, Style.MEASURED);
    assertThat(bytes("two.png", List.of(curve, curve))).isNotEmpty();
  }

  @Test
  void nothingToShowIsRefusedAndWritesNothing() {
    Curve start = new Curve("run", new double[] {0}, new double[] {1}, Style.MEASURED);
    assertThatThrownBy(() -> bytes("none.png", List.of(start)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void unequalColumnsAreRefused() {
    assertThatThrownBy(() -> new Curve("run", new double[2], new double[3], Style.MEASURED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("curve run has 2 x but 3 y");
  }

  @Test
  void aFolderThatIsNotThereIsAnIoException() {
    assertThatThrownBy(() -> plot(curves()).writePng(folder.resolve("no/loss.png")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
