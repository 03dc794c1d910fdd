package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.report.Curve.Style;
import dev.superlane.report.PlotRange.Range;
import java.util.List;
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

  private static boolean contains(Range range, double value) {
    return range.low() <= value && value <= range.high();
  }

  @Test
  void theRangeIsATwentiethOfItsDecadesWiderThanTheCurves() {
    // 1 to 1e-4 are 4 decades, a twentieth of them is 0.2.
    Range range = losses(curve(Style.MEASURED, 1, 1e-4));
    assertThat(Math.log10(range.high())).isCloseTo(0.2, within(1e-12));
    assertThat(Math.log10(range.low())).isCloseTo(-4.2, within(1e-12));
  }

  @Test
  void guidesDoNotStretchTheRangeUnlessAlone() {
    Curve measured = curve(Style.MEASURED, 1, 1e-4);
    Curve guide = curve(Style.GUIDE, 1e3, 1e-9);
    assertThat(losses(measured, guide)).isEqualTo(losses(measured));
    assertThat(contains(losses(guide), 1e-9)).isTrue();
  }

  @Test
  void aTheoryThatDiesIsShownOneDecadeBelowWhatIsMeasured() {
    Range range =
        losses(curve(Style.MEASURED, 1, 1e-2), curve(Style.THEORY, 1, 2e-3, 5e-4, 1e-200));
    assertThat(contains(range, 2e-3)).isTrue();
    assertThat(contains(range, 5e-4)).isFalse();
    Range alone = losses(curve(Style.THEORY, 1, 1e-11, 1e-200));
    assertThat(contains(alone, 1e-11)).isTrue();
    assertThat(contains(alone, 1e-14)).isFalse();
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
}
