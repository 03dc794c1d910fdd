package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SanityTest {
  @Test
  void anOrdinaryMachineIsTrusted() {
    assertThat(new Sanity(0.4, 25, 116, 100).doubts()).isEmpty();
    // The bounds themselves are still good.
    assertThat(new Sanity(5, 400, 100, 105).doubts()).isEmpty();
    assertThat(new Sanity(5, 400, 100, 50).doubts()).isEmpty();
  }

  @Test
  void eachBoundHasItsSentence() {
    assertThat(new Sanity(30, 25, 116, 100).doubts())
        .containsExactly("an empty loop takes 30.0 ns a turn (at most 5)");
    assertThat(new Sanity(0.4, 1000, 116, 100).doubts())
        .containsExactly("the clock moves in steps of 1000 ns (at most 400)");
    assertThat(new Sanity(0.4, 25, 100, 106).doubts())
        .containsExactly("a product of known flops runs at 106 % of the fma peak (50 to 105)");
    assertThat(new Sanity(0.4, 25, 100, 49).doubts())
        .containsExactly("a product of known flops runs at 49 % of the fma peak (50 to 105)");
  }

  @Test
  void whatWasNotMeasuredIsNotTrusted() {
    double nothing = Double.NaN;
    assertThat(new Sanity(nothing, nothing, nothing, nothing).doubts()).hasSize(3);
  }
}
