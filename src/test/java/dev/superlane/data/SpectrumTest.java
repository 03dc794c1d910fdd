package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {
  /**
   * A power, a product, a quotient: each rounding is at most 2^-53 relative, StrictMath's 2^-52.
   */
  private static final double ROUNDING = 0x1p-50;

  @Test
  void powerLaw() {
    // Σ i^-2, i = 1 … 3 is 49/36.
    assertProbabilities(Spectrum.power(3, 2, 0.5), 18.0 / 49, 18.0 / 196, 18.0 / 441);
  }

  @Test
  void exponential() {
    double q = Math.exp(-0.5);
    double total = 1 + q + q * q;
    assertProbabilities(
        Spectrum.exponential(3, 2, 0.9), 0.9 / total, 0.9 * q / total, 0.9 * q * q / total);
  }

  @Test
  void exponentialSurvivesATinyTau() {
    assertProbabilities(Spectrum.exponential(3, 1e-9, 0.25), 0.25, 0, 0);
  }

  @Test
  void linear() {
    assertProbabilities(Spectrum.linear(4, 1), 0.4, 0.3, 0.2, 0.1);
  }

  @Test
  void counts() {
    assertProbabilities(Spectrum.counts(new double[] {0, 6, 0, 2}, 0.5), 0, 0.375, 0, 0.125);
    double huge = Double.MAX_VALUE;
    assertProbabilities(Spectrum.counts(new double[] {huge, huge}, 1), 0.5, 0.5);
  }

  @Test
  void clipsAtOneWithoutSpreadingTheRest() {
    Spectrum spectrum = Spectrum.linear(4, 3);
    assertProbabilities(spectrum, 1, 0.9, 0.6, 0.3);
    assertThat(spectrum.sum()).isCloseTo(2.8, within(2.8 * ROUNDING));
    Spectrum all = Spectrum.linear(4, Double.MAX_VALUE);
    assertProbabilities(all, 1, 1, 1, 1);
  }

  @Test
  void densityIsTheSumUnlessClipped() {
    // A sum of N roundings.
    assertThat(Spectrum.power(65_536, 1.1, 0.3).sum()).isCloseTo(0.3, within(0.3 * 0x1p-36));
    // p_1 = 4/ζ_N(3/2) = 1.57 is clipped; ζ_N(3/2) by Euler and Maclaurin to N^-5/2/8 = 4e-9.
    double zeta = 2.612375348685488 - 2 / Math.sqrt(1024) + 0.5 * Math.pow(1024, -1.5);
    assertThat(Spectrum.power(1024, 1.5, 4).sum()).isCloseTo(1 + 4 * (1 - 1 / zeta), within(1e-8));
  }

  @Test
  void momentsAndCopies() {
    Spectrum spectrum = Spectrum.linear(4, 1);
    assertThat(spectrum.features()).isEqualTo(4);
    spectrum.probabilities()[0] = 7;
    assertThat(spectrum.probability(0)).isEqualTo(0.4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesParametersThatAreNotPositive(double value) {
    String allowed = " is " + value + ", allowed is a finite number above 0";
    refused("density" + allowed, () -> Spectrum.power(4, 1, value));
    refused("density" + allowed, () -> Spectrum.linear(4, value));
    refused("density" + allowed, () -> Spectrum.exponential(4, 1, value));
    refused("density" + allowed, () -> Spectrum.counts(new double[] {1, 1}, value));
    refused("dataExponent" + allowed, () -> Spectrum.power(4, value, 1));
    refused("tau" + allowed, () -> Spectrum.exponential(4, value, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 65_537})
  void refusesOtherNumbersOfFeatures(int features) {
    String message = "features is " + features + ", allowed is 2 to 65536";
    refused(message, () -> Spectrum.power(features, 1, 1));
    refused(message, () -> Spectrum.linear(features, 1));
    refused(message, () -> Spectrum.exponential(features, 1, 1));
  }

  @Test
  void refusesBadCounts() {
    refused(
        "count 2 is -1.0, allowed is a finite number of at least 0",
        () -> Spectrum.counts(new double[] {1, -1}, 1));
    refused(
        "count 1 is NaN, allowed is a finite number of at least 0",
        () -> Spectrum.counts(new double[] {Double.NaN, 1}, 1));
    refused(
        "all 2 counts are 0, allowed is at least one above 0",
        () -> Spectrum.counts(new double[] {0, 0}, 1));
    refused("features is 1, allowed is 2 to 65536", () -> Spectrum.counts(new double[] {1}, 1));
  }

  private static void assertProbabilities(Spectrum spectrum, double... expected) {
    assertThat(spectrum.probabilities()).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(spectrum.probability(i)).isCloseTo(expected[i], within(expected[i] * ROUNDING));
    }
  }

  private static void refused(String message, Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
