package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("width")
class PhiloxTest {
  static Stream<Kernels> kernels() {
    return Stream.of(ScalarKernels.INSTANCE, VectorKernels.INSTANCE);
  }

  @Test
  void vectorIsScalar() {
    KernelChecks.philox(VectorKernels.INSTANCE);
  }

  /** The three "philox4x32 10" lines of Random123's tests/kat_vectors. */
  @ParameterizedTest
  @MethodSource("kernels")
  void knownAnswers(Kernels kernels) {
    assertThat(words(kernels, 0, 0, 0, 0, 0L))
        .containsExactly(0x6627e8d5_e169c58dL, 0xbc57ac4c_9b00dbd8L);
    assertThat(words(kernels, -1, -1, -1, -1, -1L))
        .containsExactly(0x408f276d_41c83b0eL, 0xa20bc7c6_6d5451fdL);
    assertThat(words(kernels, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0_a4093822L))
        .containsExactly(0xd16cfe09_94fdccebL, 0x5001e420_24126ea1L);
  }

  private static long[] words(Kernels kernels, int c0, int c1, int c2, int c3, long seed) {
    long[] draws = new long[1 + Kernels.PHILOX_PAD];
    long[] rows = draws.clone();
    long[] high = draws.clone();
    long[] low = draws.clone();
    draws[0] = c0;
    rows[0] = c1;
    kernels.philox(1, seed, draws, rows, c2, c3, high, low);
    return new long[] {high[0], low[0]};
  }
}
