package dev.superlane.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** Against an implementation by other means; Holm asks for tails as thin as 0.05 / 2000. */
  @ParameterizedTest
  @CsvSource({"1, 0.05", "2, 0.05", "3.7, 0.1", "4, 0.000025", "18, 0.05", "60.5, 0.001"})
  void isTheReferences(double degrees, double tails) {
    TDistribution reference = TDistribution.of(degrees);
    double critical = StudentT.critical(tails, degrees);
    assertThat(critical / reference.inverseSurvivalProbability(tails / 2))
        .isEqualTo(1, within(1e-8));
    assertThat(StudentT.tails(critical, degrees) / tails).isEqualTo(1, within(1e-9));
  }
}
