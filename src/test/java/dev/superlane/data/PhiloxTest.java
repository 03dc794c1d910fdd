package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhiloxTest {
  /** The three "philox4x32 10" lines of Random123's tests/kat_vectors. */
  @Test
  void knownAnswers() {
    assertThat(words(0, 0, 0, 0, 0L))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(words(-1, -1, -1, -1, -1L))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0_a4093822L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void doesNotDependOnEarlierCalls() {
    Philox philox = new Philox(5);
    philox.generate(9, 8, 7, 6);
    philox.generate(1, 2, 3, 4);
    assertThat(new int[] {philox.r0, philox.r1, philox.r2, philox.r3})
        .containsExactly(words(1, 2, 3, 4, 5L));
  }

  private static int[] words(int draw, int row, int step, int stream, long seed) {
    Philox philox = new Philox(seed);
    philox.generate(draw, row, step, stream);
    return new int[] {philox.r0, philox.r1, philox.r2, philox.r3};
  }
}
