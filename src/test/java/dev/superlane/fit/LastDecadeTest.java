package dev.superlane.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastDecadeTest {
  private static final double[] STEPS =
      IntStream.rangeClosed(0, 64).mapToDouble(k -> Math.round(Math.pow(10, k / 16.0))).toArray();

  @Test
  void recoversAnExactPowerLaw() {
    for (double exponent : new double[] {0.09, 1 / 3.0, 1, 1.9}) {
      double[] losses = Arrays.stream(STEPS).map(t -> 0.7 * Math.pow(t, -exponent)).toArray();
      LastDecade fit = LastDecade.of(STEPS, losses).orElseThrow();
      // 17 points over ln 10: rounding of 1e-16 in each logarithm (up to 20) moves the slope by at
      // most 20 · 1e-16 · √17 / √(Σx²) < 1e-14.
      assertThat(fit.exponent()).isCloseTo(exponent, within(1e-12));
      assertThat(fit.from()).isEqualTo(1000);
      assertThat(fit.to()).isEqualTo(10_000);
    }
  }

  @Test
  void looksAtTheLastDecadeAlone() {
    double[] losses = Arrays.stream(STEPS).map(t -> t < 1000 ? 5 : 1 / t).toArray();
    assertThat(LastDecade.of(STEPS, losses).orElseThrow().exponent()).isCloseTo(1, within(1e-12));
    losses[48] = 5; // the point at exactly T/10 belongs to it
    assertThat(LastDecade.of(STEPS, losses).orElseThrow().exponent()).isGreaterThan(1.1);
  }

  @Test
  void saysNothingOnTooLittle() {
    double[] five = {0, 10, 20, 50, 70, 100};
    assertThat(LastDecade.of(five, new double[] {9, 5, 4, 3, 2, 1})).isPresent();
    double[] four = {0, 9, 20, 50, 70, 100};
    assertThat(LastDecade.of(four, new double[] {9, 5, 4, 3, 2, 1})).isEmpty();
    double[] early = {0, 10, 20, 50, 70, 99};
    assertThat(LastDecade.of(early, new double[] {9, 5, 4, 3, 2, 1})).isEmpty();
    assertThat(LastDecade.of(five, new double[] {9, 5, 4, 3, 2, 0})).isEmpty();
    assertThat(LastDecade.of(five, new double[] {9, 5, 5, 5, 5, 5})).isEmpty();
    assertThat(LastDecade.of(new double[0], new double[0])).isEmpty();
  }
}
