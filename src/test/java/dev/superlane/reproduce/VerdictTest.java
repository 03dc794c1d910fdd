package dev.superlane.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.fit.SeedInterval;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static SeedInterval interval(double low, double high) {
    return new SeedInterval((low + high) / 2, low, high);
  }

  private static String near(double low, double high) {
    return Verdict.near(interval(low, high), 1, 0.1).text();
  }

  @Test
  void allOfTheIntervalMustBeNear() {
    assertThat(near(0.95, 1.05)).isEqualTo("holds");
    assertThat(near(0.9375, 1.0625)).isEqualTo("holds");
    // Its middle alone decides nothing.
    assertThat(near(0.8125, 1.1875)).isEqualTo("holds within 0.19");
    assertThat(near(1.0, 1.25)).isEqualTo("holds within 0.25");
    assertThat(near(0.6, 1.0)).isEqualTo("does not hold here");
    assertThat(near(1.0, 1.5)).isEqualTo("does not hold here");
    assertThat(near(Double.NaN, 1)).isEqualTo("does not hold here");
  }

  @Test
  void whatItHoldsWithinIsRoundedUp() {
    assertThat(near(1.0, 1.203125)).isEqualTo("holds within 0.21");
  }

  @Test
  void boundsAreHeldAgainstTheWorseEnd() {
    assertThat(Verdict.atMost(interval(0.05, 0.125), 0.15).text()).isEqualTo("holds");
    assertThat(Verdict.atMost(interval(0.05, 0.25), 0.15).text()).isEqualTo("holds within 0.25");
    assertThat(Verdict.atMost(interval(0.05, 0.5), 0.15)).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(Verdict.atLeast(interval(8, 12), 8)).isEqualTo(Verdict.HOLDS);
    assertThat(Verdict.atLeast(interval(7.9, 12), 8)).isEqualTo(Verdict.DOES_NOT_HOLD);
  }

  @Test
  void aPartIsNamed() {
    assertThat(Verdict.count(9, 9, "cells")).isEqualTo(Verdict.HOLDS);
    assertThat(Verdict.count(0, 9, "cells")).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(Verdict.count(6, 9, "cells").text()).isEqualTo("holds in 6 of 9 cells");
  }
}
