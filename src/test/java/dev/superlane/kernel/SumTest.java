package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("width")
class SumTest {
  private static final double U = 0x1p-24;

  static Stream<Kernels> kernels() {
    return Stream.of(ScalarKernels.INSTANCE, VectorKernels.INSTANCE);
  }

  @Test
  void vectorSumIsScalar() {
    KernelChecks.sum(VectorKernels.INSTANCE);
  }

  @Test
  void vectorDotIsScalar() {
    KernelChecks.dot(VectorKernels.INSTANCE);
  }

  /**
   * The bits of an exact rational evaluation of the documented order, rounded at each step. The
   * sequence is long enough for other bits with 1, 4, 8 or 32 lanes, with the tail in another lane
   * and with rounded products.
   */
  @ParameterizedTest
  @MethodSource("kernels")
  void sumsHaveTheSameBitsAtAnyWidth(Kernels kernels) {
    int n = 10_007;
    float[] x = sequence(n, 1);
    float[] y = sequence(n, 2);
    float sum = kernels.sum(n, x, 0, KernelChecks.scratch());
    float dot = kernels.dot(n, x, 0, y, 0, KernelChecks.scratch());
    assertThat(Float.floatToRawIntBits(sum)).isEqualTo(0xc24d330a);
    assertThat(Float.floatToRawIntBits(dot)).isEqualTo(0x418c6568);
  }

  /** A linear congruential sequence in [-1, 1), multiples of 2^-23. */
  private static float[] sequence(int n, int seed) {
    float[] x = new float[n];
    int state = seed;
    for (int i = 0; i < n; i++) {
      state = state * 1_664_525 + 1_013_904_223;
      x[i] = ((state >>> 8) - (1 << 23)) * 0x1p-23f;
    }
    return x;
  }

  /**
   * A term goes through at most ⌈n/16⌉ roundings in its lane and 4 in the tree, so |error| ≤
   * γ_(⌈n/16⌉+4)·Σ|x_i·y_i|; the sum's first addition is exact, its bound is the same with y = 1.
   */
  @ParameterizedTest
  @MethodSource("kernels")
  void sumsAreWithinTheRoundingBound(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(31);
    for (int n : new int[] {0, 1, 2, 15, 16, 17, 70, 1000}) {
      Padded x = Padded.random(random, 1, n);
      Padded y = Padded.random(random, 1, n);
      double sum = 0;
      double sumMagnitude = 0;
      double dot = 0;
      double dotMagnitude = 0;
      for (int i = 0; i < n; i++) {
        double product = (double) x.get(0, i) * y.get(0, i);
        sum += x.get(0, i);
        sumMagnitude += Math.abs(x.get(0, i));
        dot += product;
        dotMagnitude += Math.abs(product);
      }
      int roundings = (n + 15) / 16 + 4;
      // The reference's sums are exact for x (multiples of 2^-24 below 2^10) and off by γ_n for
      // the products, u = 2^-53.
      double gamma = roundings * U / (1 - roundings * U) + n * 0x1p-53 / (1 - n * 0x1p-53);
      float[] lanes = KernelChecks.scratch();
      assertThat(Math.abs(kernels.sum(n, x.data(), x.offset(), lanes) - sum))
          .isLessThanOrEqualTo(gamma * sumMagnitude);
      assertThat(Math.abs(kernels.dot(n, x.data(), x.offset(), y.data(), y.offset(), lanes) - dot))
          .isLessThanOrEqualTo(gamma * dotMagnitude);
    }
  }
}
