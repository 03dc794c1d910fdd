package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CentralDifferenceTest {
  /** Degree 4 with a third derivative that a plain difference would see: h²·L‴/6 = 2e-5 here. */
  @Test
  void exactForAPolynomialOfDegreeFour() {
    double[] theta = {0.5, -1.25};
    double slope = CentralDifference.of(t -> 4e4 * Math.pow(t[1], 4) + t[0], theta, 1);
    // A power, a product and a sum of up to 1e5.
    double rounding = CentralDifference.error(4 * 0x1p-53 * 1e5);
    assertThat(rounding).isLessThan(1e-5);
    assertThat(slope).isCloseTo(16e4 * Math.pow(-1.25, 3), within(rounding));
    assertThat(theta).containsExactly(0.5, -1.25);
  }

  @Test
  void theErrorIsThatOfLossesOffByTheirWorst() {
    double off = 1e-6;
    // Up too high, down too low, and the other way round twice as far out.
    double slope =
        CentralDifference.of(
            t ->
                Math.abs(t[0]) > CentralDifference.H
                    ? -Math.signum(t[0]) * off
                    : Math.signum(t[0]) * off,
            new double[] {0},
            0);
    assertThat(slope).isCloseTo(CentralDifference.error(off), within(1e-9));
  }
}
