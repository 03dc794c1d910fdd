package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerChaseTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 128, 1024, 1025, 5000})
  void theWalkVisitsEachLineOnceAndComesBack(int lines) {
    int[] next = new int[lines * PointerChase.LINE_INTS];
    PointerChase.link(next, lines, new SplittableRandom(1));

    BitSet seen = new BitSet();
    int at = 0;
    do {
      assertThat(at % PointerChase.LINE_INTS).isZero();
      seen.set(at / PointerChase.LINE_INTS);
      at = next[at];
    } while (!seen.get(at / PointerChase.LINE_INTS));

    assertThat(at).isZero();
    assertThat(seen.cardinality()).isEqualTo(lines);
  }
}
