package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerLawTest {
  private static final int LARGE = 65_536;

  /** ½ Σ λ_i A_i² (1 − ηλ_i)^(2t), unclipped, term by term. */
  private static double sum(double a, double b, int n, double density, double eta, double t) {
    double norm = 0;
    for (int i = n; i >= 1; i--) {
      norm += Math.pow(i, -a);
    }
    double sum = 0;
    for (int i = n; i >= 1; i--) {
      double lambda = 4 * density * Math.pow(i, -a) / (3 * norm);
      sum += lambda * Math.pow(i, -2 * b) * Math.pow(1 - eta * lambda, 2 * t) / 2;
    }
    return sum;
  }

  /** The accuracy that the model's section on theory states for the finite form, at its grid. */
  @ParameterizedTest
  @CsvSource({
    "1.1, 0",
    "1.5, 0",
    "2, 0",
    "3, 0",
    "1.1, 0.5",
    "1.5, 0.5",
    "2, 0.5",
    "3, 0.5",
    "1.1, 1",
    "1.5, 1",
    "2, 1",
    "3, 1"
  })
  void finiteFormIsTheFiniteSum(double a, double b) {
    PowerLaw law = new PowerLaw(a, b, LARGE, 1, 0.5);
    for (double t : new double[] {100, 300, 1000, 3000, 10_000}) {
      double sum = sum(a, b, LARGE, 1, 0.5, t);
      assertThat(law.finite(t)).as("t %s", t).isCloseTo(sum, within(2e-3 * sum));
    }
  }

  /**
   * Where the spectrum ends inside the window (small N, x up to 1 and more) the tail of Γ(·, x)
   * carries the loss. The midpoint rule's end error is then of order a²/(24 N²) per unit of x².
   */
  @ParameterizedTest
  @CsvSource({"1.1, 0, 512", "1.1, 0, 2048", "1.5, 0, 512", "1.1, 0.5, 512"})
  void finiteFormFollowsTheEndOfTheSpectrum(double a, double b, int n) {
    PowerLaw law = new PowerLaw(a, b, n, 1, 0.5);
    for (double t : new double[] {1000, 3000, 10_000}) {
      double sum = sum(a, b, n, 1, 0.5, t);
      assertThat(law.finite(t)).as("t %s", t).isCloseTo(sum, within(2e-3 * sum));
    }
  }

  /**
   * Few steps and the spectrum's end at once, where Γ(γ+2, x)/(4t) itself is 6 % of the loss: γ =
   * 1, t = 40, s ≈ 16, x ≈ 2. The next order of (1 − u/2t)^(2t), Γ(γ+4, x)/(32t²) − Γ(γ+3,
   * x)/(12t²), is 0.0033 − 0.0020 of the loss; the midpoint rule is below that.
   */
  @Test
  void stepCorrectionStopsWithTheSpectrum() {
    PowerLaw law = new PowerLaw(0.3, 0.5, 1000, 1, 26.8);
    double sum = sum(0.3, 0.5, 1000, 1, 26.8, 40);
    assertThat(law.finite(40)).isCloseTo(sum, within(3e-3 * sum));
  }

  /**
   * The slopes over two decades that the model's section on theory quotes for a = 1.1, b = 0: least
   * squares over 16 points a decade (the curve bends, so its ends alone say 0.53 and 1.72 at N =
   * 512). 0.01 is half the last digit twice: their rounding, and where their points lay.
   */
  @ParameterizedTest
  @CsvSource({"512, 0.52, 1.65", "2048, 0.33, 0.67", "65536, 0.18, 0.24"})
  void decadesOfTheSmallestExponent(int n, double first, double second) {
    PowerLaw law = new PowerLaw(1.1, 0, n, 1, 0.5);
    assertThat(fittedSlope(law, 2)).isCloseTo(first, within(0.01));
    assertThat(fittedSlope(law, 3)).isCloseTo(second, within(0.01));
  }

  private static double fittedSlope(PowerLaw law, int decade) {
    double products = 0;
    double squares = 0;
    for (int k = 0; k <= 16; k++) {
      double x = k / 16.0 - 0.5;
      products += x * Math.log10(law.finite(Math.pow(10, decade + k / 16.0)));
      squares += x * x;
    }
    return -products / squares;
  }

  /**
   * In the window both corrections are at most 2 %, so the sum is 96 % of the asymptote or more.
   */
  @ParameterizedTest
  @CsvSource({"1.5, 0.5", "2, 0.5", "2, 0", "2, 1", "3, 1", "3, 0"})
  void asymptoteHoldsInItsWindow(double a, double b) {
    PowerLaw law = new PowerLaw(a, b, LARGE, 1, 0.5);
    int held = 0;
    for (double t = 1; t < 1e7; t *= 1.5) {
      if (law.asymptoticHolds(t)) {
        held++;
        double ratio = sum(a, b, LARGE, 1, 0.5, t) / law.asymptotic(t);
        assertThat(ratio).as("t %s", t).isBetween(0.96 - 2e-3, 1 + 2e-3);
      }
    }
    assertThat(held).isGreaterThan(5);
  }

  /** At the window's ends one correction is 2 %, and a factor beyond them clearly more. */
  @Test
  void windowEndsWhereTheCorrectionsAreTwoPerCent() {
    PowerLaw law = new PowerLaw(2, 0.5, LARGE, 1, 0.5); // γ = 1: from t = 25
    assertThat(law.asymptoticHolds(24.9)).isFalse();
    assertThat(law.asymptoticHolds(25.1)).isTrue();
    assertThat(sum(2, 0.5, LARGE, 1, 0.5, 25) / law.asymptotic(25)).isCloseTo(0.98, within(2e-3));
    // γ = 1: 1 − e^−x = 0.02 − x²/2 …, so at s = 0.02 N^a the sum is e^−0.02 of the asymptote.
    double c = 4 / (3 * Math.PI * Math.PI / 6);
    double end = 0.02 * Math.pow(LARGE, 2) / (2 * 0.5 * c);
    assertThat(law.asymptoticHolds(end * 0.999)).isTrue();
    assertThat(law.asymptoticHolds(end * 1.001)).isFalse();
    assertThat(sum(2, 0.5, LARGE, 1, 0.5, end) / law.asymptotic(end))
        .isCloseTo(Math.exp(-0.02), within(1e-4));
  }

  @Test
  void neverHoldsForTheSmallestExponent() {
    PowerLaw law = new PowerLaw(1.1, 0, LARGE, 1, 0.5);
    for (double t = 1; t < 1e9; t *= 1.2) {
      assertThat(law.asymptoticHolds(t)).isFalse();
    }
  }

  @Test
  void exponents() {
    assertThat(PowerLaw.exponent(1.1, 0)).isCloseTo(1 / 11.0, within(1e-15));
    assertThat(PowerLaw.exponent(1.1, 1)).isCloseTo(21 / 11.0, within(1e-15));
    assertThat(PowerLaw.exponent(2, 0.5)).isEqualTo(1);
    assertThat(PowerLaw.exponent(0.8, 0)).isNegative();
    assertThat(new PowerLaw(2, 1, 64, 1, 0.5).exponent()).isEqualTo(1.5);
  }

  /**
   * γ = 181: Γ(γ) is beyond double, the loss is not. At this t, s ≈ 260: features around the
   * thousandth carry the loss, and the integral is as good as the sum.
   */
  @Test
  void hugeExponentsDoNotOverflow() {
    PowerLaw law = new PowerLaw(0.05, 5, LARGE, 1, 1);
    double sum = sum(0.05, 5, LARGE, 1, 1, 3.9e6);
    assertThat(law.finite(3.9e6)).isCloseTo(sum, within(2e-3 * sum));
  }

  @Test
  void saysWhenFeaturesAreClipped() {
    // Σ j^−1.5 over 512 is 2.524.
    assertThat(new PowerLaw(1.5, 0, 512, 2.5, 0.5).clipped()).isFalse();
    assertThat(new PowerLaw(1.5, 0, 512, 2.55, 0.5).clipped()).isTrue();
  }

  @Test
  void refusesWhatHasNoPowerLaw() {
    assertThatThrownBy(() -> new PowerLaw(0.5, 0.25, 512, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a + 2b is 1.0 with a = 0.5 and b = 0.25, a power law needs a + 2b above 1");
    assertThatThrownBy(() -> new PowerLaw(0, 1, 512, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PowerLaw(Double.NaN, 1, 512, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PowerLaw(1.5, -0.1, 512, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PowerLaw(1.5, 0, 0, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PowerLaw(1.5, 0, 512, 0, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PowerLaw(1.5, 0, 512, 1, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PowerLaw(1.5, 0, 512, 1, 0.5).finite(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
