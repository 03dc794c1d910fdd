package dev.superlane.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeedIntervalTest {
  /** Table value 2.7764 for 4 degrees of freedom; s² = 2.5. */
  @Test
  void theIntervalIsMeanAndQuantileTimesItsError() {
    SeedInterval interval = SeedInterval.of(1, 2, 3, 4, 5);
    assertThat(interval.mean()).isCloseTo(3, within(1e-15));
    assertThat(interval.high() - 3).isCloseTo(2.7764 * Math.sqrt(2.5 / 5), within(1e-4));
    assertThat(3 - interval.low()).isCloseTo(interval.high() - 3, within(1e-14));
    assertThat(SeedInterval.of(0.5, 0.5)).isEqualTo(new SeedInterval(0.5, 0.5, 0.5));
  }

  @Test
  void oneRunHasNone() {
    assertThatThrownBy(() -> SeedInterval.of(1)).hasMessage("1 seeds, an interval takes 2 or more");
  }
}
