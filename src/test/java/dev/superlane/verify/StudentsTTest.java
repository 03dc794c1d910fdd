package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentsTTest {
  @ParameterizedTest
  @CsvSource({"0.99, 31", "0.99, 63", "0.95, 1", "0.999991, 47", "0.5, 4"})
  void isTheQuantile(double probability, int degrees) {
    double expected = TDistribution.of(degrees).inverseSurvivalProbability((1 - probability) / 2);
    assertThat(StudentsT.twoSided(probability, degrees))
        .isCloseTo(expected, within(1e-9 * expected));
  }
}
