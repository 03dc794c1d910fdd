package dev.superlane.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  /** By hand: 4 · 0.01, then 3 · 0.02, then 2 · 0.03 and 1 · 0.04, neither below the one before. */
  @Test
  void multipliesByTheTestsThatAreLeft() {
    assertThat(Holm.adjusted(new double[] {0.04, 0.01, 0.02, 0.03}))
        .containsExactly(new double[] {0.06, 0.04, 0.06, 0.06}, within(1e-15));
  }

  @Test
  void isNeverAbove1AndLeavesOneTestAlone() {
    assertThat(Holm.adjusted(new double[] {0.9, 0.6})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[] {0.03})).containsExactly(0.03);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }
}
