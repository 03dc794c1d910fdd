package dev.superlane.data;

/**
 * Normal numbers by Box and Muller in double with StrictMath, rounded to float: the same bits
 * everywhere. Counter-based: an element does not depend on how many are asked for.
 */
public final class Gaussian {
  private Gaussian() {}

  /**
   * out[offset + i] = scale·z_i for 0 ≤ i &lt; count, z the standard normals of (seed, stream).
   *
   * @param scale the standard deviation
   */
  public static void fill(
      float[] out, int offset, int count, double scale, long seed, Stream stream) {
    Philox philox = new Philox(seed);
    double[] pair = new double[2];
    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        pair(philox, i / 2, 0, stream, pair, 0);
      }
      out[offset + i] = (float) (scale * pair[i % 2]);
    }
  }

  /**
   * Random directions: rows of independent standard normals of {@link Stream#EMBEDDING}, each
   * divided by its Euclidean norm in double and rounded to float.
   *
   * @param out rows×width from {@code offset}
   */
  public static void unitRows(float[] out, int offset, int rows, int width, long seed) {
    Philox philox = new Philox(seed);
    double[] normals = new double[width + 1];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < width; k += 2) {
        pair(philox, k / 2, r, Stream.EMBEDDING, normals, k);
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

  /** Sets {@code normals[at]} and {@code normals[at + 1]}. */
  private static void pair(
      Philox philox, int draw, int row, Stream stream, double[] normals, int at) {
    philox.generate(draw, row, 0, stream.ordinal());
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(philox.r0, philox.r1)));
    double angle = 2 * Math.PI * uniform(philox.r2, philox.r3);
    normals[at] = radius * StrictMath.cos(angle);
    normals[at + 1] = radius * StrictMath.sin(angle);
  }

  /** An odd multiple of 2^-53 in (0, 1): no logarithm of 0, no row of norm 0. */
  private static double uniform(int high, int low) {
    long bits = ((long) high << 32 | low & 0xFFFFFFFFL) >>> 12;
    return (2 * bits + 1) * 0x1p-53;
  }
}
