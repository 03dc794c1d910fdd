package dev.superlane.verify;

import dev.superlane.kernel.GemmBlocking;
import dev.superlane.kernel.Simd;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Sizes and operands of the kernel checks. */
final class Operands {
  /** Floats before the first and after every row. */
  static final int PAD = 5;

  private Operands() {}

  /** Around the lanes, the register tile and the gather's four vectors; odd ones; a long one. */
  static int[] lengths() {
    int lanes = Simd.LANES;
    int mr = GemmBlocking.MR;
    int nr = GemmBlocking.NR;
    return new int[] {
      0,
      1,
      lanes - 1,
      lanes,
      lanes + 1,
      2 * lanes + 3,
      4 * lanes + 1,
      mr - 1,
      mr,
      mr + 1,
      nr - 1,
      nr,
      nr + 1,
      31,
      67,
      131,
      1000
    };
  }

  /** rows×columns after PAD floats, rows columns + PAD apart, NaN everywhere else. */
  static float[] matrix(SplittableRandom random, int rows, int columns) {
    float[] out = nans(PAD + rows * (columns + PAD));
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < columns; i++) {
        out[PAD + r * (columns + PAD) + i] = (float) random.nextDouble(-1, 1);
      }
    }
    return out;
  }

  static float[] vector(SplittableRandom random, int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) random.nextDouble(-1, 1);
    }
    return out;
  }

  /** Values with every kind that a gate must tell apart. */
  static float[] special(SplittableRandom random, int n) {
    float[] kinds = {
      0f,
      -0f,
      Float.NaN,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY
    };
    float[] out = vector(random, n);
    for (int i = 0; i < n; i += 3) {
      out[i] = kinds[random.nextInt(kinds.length)];
    }
    return out;
  }

  static float[] padded(float[] values) {
    float[] out = nans(values.length + 2 * PAD);
    System.arraycopy(values, 0, out, PAD, values.length);
    return out;
  }

  static float[] nans(int length) {
    float[] out = new float[length];
    Arrays.fill(out, Float.NaN);
    return out;
  }
}
