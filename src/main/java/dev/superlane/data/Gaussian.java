package dev.superlane.data;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;

/**
 * Normal numbers by Box and Muller in double with StrictMath, rounded to float: the same bits
 * everywhere. Counter-based: an element does not depend on how many are asked for.
 */
public final class Gaussian {
  /** Pairs that are drawn at once. */
  private static final int CHUNK = 512;

  private final long seed;
  private final Stream stream;
  private final long[] draw = new long[CHUNK + Kernels.PHILOX_PAD];
  private final long[] row = new long[CHUNK + Kernels.PHILOX_PAD];
  private final long[] high = new long[CHUNK + Kernels.PHILOX_PAD];
  private final long[] low = new long[CHUNK + Kernels.PHILOX_PAD];

  private Gaussian(long seed, Stream stream) {
    this.seed = seed;
    this.stream = stream;
  }

  /**
   * out[offset + i] = scale·z_i for 0 ≤ i &lt; count, z the standard normals of (seed, stream).
   *
   * @param scale the standard deviation
   */
  public static void fill(
      float[] out, int offset, int count, double scale, long seed, Stream stream) {
    Gaussian gaussian = new Gaussian(seed, stream);
    double[] normals = new double[2 * CHUNK];
    for (int i = 0; i < count; i += normals.length) {
      int length = Math.min(normals.length, count - i);
      gaussian.pairs(i / 2, (length + 1) / 2, 0, normals, 0);
      for (int j = 0; j < length; j++) {
        out[offset + i + j] = (float) (scale * normals[j]);
      }
    }
  }

  /**
   * Random directions: rows of independent standard normals of {@link Stream#EMBEDDING}, each
   * divided by its Euclidean norm in double and rounded to float.
   *
   * @param out rows×width from {@code offset}
   */
  public static void unitRows(float[] out, int offset, int rows, int width, long seed) {
    Gaussian gaussian = new Gaussian(seed, Stream.EMBEDDING);
    double[] normals = new double[width + 1];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < width; k += 2 * CHUNK) {
        int length = Math.min(2 * CHUNK, width - k);
        gaussian.pairs(k / 2, (length + 1) / 2, r, normals, k);
      }
      double squares = 0;
      for (int k = 0; k < width; k++) {
        squares += normals[k] * normals[k];
      }
      double norm = StrictMath.sqrt(squares);
      for (int k = 0; k < width; k++) {
        out[offset + r * width + k] = (float) (normals[k] / norm);
      }
    }
  }

  /** Sets n pairs from {@code normals[at]} on: draws firstDraw … firstDraw + n - 1 of a row. */
  private void pairs(int firstDraw, int n, int rowNumber, double[] normals, int at) {
    for (int i = 0; i < n; i++) {
      draw[i] = firstDraw + i;
      row[i] = rowNumber;
    }
    ScalarKernels.INSTANCE.philox(n, seed, draw, row, 0, stream.ordinal(), high, low);
    for (int i = 0; i < n; i++) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(high[i])));
      double angle = 2 * Math.PI * uniform(low[i]);
      normals[at + 2 * i] = radius * StrictMath.cos(angle);
      normals[at + 2 * i + 1] = radius * StrictMath.sin(angle);
    }
  }

  /** An odd multiple of 2^-53 in (0, 1): no logarithm of 0, no row of norm 0. */
  private static double uniform(long bits) {
    return (2 * (bits >>> 12) + 1) * 0x1p-53;
  }
}
