package dev.superlane.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlooredLawTest {
  /** −0.02 is below 0 by twice the law's last value. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.002, 0.3", "1, 0.3, 1e-3", "0.07, 3, 1", "3, 0.1, 1e-6", "0.5, -0.02, 3"})
  void findsFloorAmplitudeAndExponent(double exponent, double floor, double amplitude) {
    FlooredLaw law = new FlooredLaw(floor, amplitude, exponent);
    FlooredLaw found = FlooredLaw.floored(new Synthetic(1e4, 0, 0, 1).next(law::at));
    assertThat(found.exponent()).isCloseTo(exponent, Percentage.withPercentage(1e-3));
    for (double t : new double[] {1, 10, 100, 1e3, 1e4}) {
      assertThat(found.at(t)).isCloseTo(law.at(t), Percentage.withPercentage(1e-3));
    }
  }

  @Test
  void aLineThroughLogarithmsFindsThePureLaw() {
    FlooredLaw law = new FlooredLaw(0, 3, 0.7);
    FlooredLaw found = FlooredLaw.pure(new Synthetic(1e4, 0, 0, 1).next(law::at));
    assertThat(found.exponent()).isCloseTo(0.7, within(1e-12));
    assertThat(found.amplitude()).isCloseTo(3, within(1e-11));
    assertThat(found.floor()).isZero();
  }

  /** A relative error of L is one of L − L_∞ times L/(L − L_∞): 2, 4/3 and 5/4 here. */
  @Test
  void nearTheFloorALossWeighsLess() {
    LossCurve curve = new LossCurve(new double[] {1, 2, 8}, new double[] {5, 4, 2});
    double[] x = {0, Math.log(2), Math.log(8)};
    double[] y = {Math.log(4), Math.log(3), 0};
    double[] weight = {16 / 25.0, 9 / 16.0, 1 / 4.0};
    LogLine expected = LogLine.through(x, y, weight);
    LogLine line = FlooredLaw.line(curve, 1);
    assertThat(line.slope()).isCloseTo(expected.slope(), within(1e-12));
    assertThat(line.intercept()).isCloseTo(expected.intercept(), within(1e-12));
    assertThat(LogLine.through(x, y, new double[] {1, 1, 1}).slope())
        .isNotCloseTo(expected.slope(), within(1e-3));
  }

  /** y = 1 − 2x + 3x² at 5 points; the line through them has slope −2 about their middle. */
  @Test
  void aLineKnowsItsBend() {
    double[] x = {-2, -1, 0, 1, 2};
    double[] y = {17, 6, 1, 2, 9};
    LogLine line = LogLine.through(x, y, new double[] {1, 1, 1, 1, 1});
    assertThat(line.slope()).isCloseTo(-2, within(1e-12));
    assertThat(line.intercept()).isCloseTo(7, within(1e-12));
    assertThat(line.bend()).isCloseTo(6, within(1e-12));
    // 3x² − 6 about the line: 6, −3, −6, −3, 6.
    assertThat(line.scatter()).isCloseTo(Math.sqrt(126 / 5.0), within(1e-12));
    // Two weights of 2 are two points more.
    LogLine weighted = LogLine.through(x, y, new double[] {2, 1, 1, 1, 2});
    double[] moreX = {-2, -2, -1, 0, 1, 2, 2};
    double[] moreY = {17, 17, 6, 1, 2, 9, 9};
    LogLine more = LogLine.through(moreX, moreY, new double[] {1, 1, 1, 1, 1, 1, 1});
    assertThat(weighted.intercept()).isCloseTo(more.intercept(), within(1e-12));
    assertThat(weighted.scatter()).isCloseTo(more.scatter(), within(1e-12));
    assertThat(weighted.bend()).isCloseTo(6, within(1e-12));
  }

  @Test
  void localExponentsFollowTheLaw() {
    LossCurve curve = new Synthetic(1e4, 0, 0, 1).next(t -> t < 100 ? 10 / t : 1 / Math.sqrt(t));
    double[] local = LocalExponent.along(curve);
    assertThat(local[0]).isCloseTo(1, within(1e-12));
    assertThat(local[local.length - 1]).isCloseTo(0.5, within(1e-12));
    assertThat(local).hasSize(curve.size());
    for (int i = 0; i < local.length; i++) {
      assertThat(local[i]).isBetween(0.5 - 1e-12, 1 + 1e-12);
    }
    assertThat(LocalExponent.along(new LossCurve(new double[] {5}, new double[] {1})))
        .containsExactly(Double.NaN);
  }
}
