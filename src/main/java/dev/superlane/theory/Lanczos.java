package dev.superlane.theory;

import java.util.Arrays;

/**
 * The largest eigenvalue of a positive semi-definite matrix by Lanczos iteration with full
 * reorthogonalisation (Golub and Van Loan, "Matrix Computations", 10.1 to 10.3).
 *
 * <p>After k products the projection onto the Krylov space is the tridiagonal T_k, whose largest
 * eigenvalue θ is a lower bound that grows with k. With its unit vector s the residual of the Ritz
 * pair is β_k s_k, and an eigenvalue lies within that distance of θ: the iteration ends where it is
 * 1e-6 of θ (the error is then usually its square). It must end by k = K, where the space is whole.
 * Start and order of sums are fixed, and only +, −, ×, ÷ and √ are used: the same bits everywhere.
 */
final class Lanczos {
  private static final double RESIDUAL = 1e-6;

  private final double[] alpha; // the diagonal of T
  private final double[] beta; // beside it: beta[j] joins j and j + 1
  private final double[] pivots; // of θI − T, for the θ last asked about
  private int size;

  private Lanczos(int steps) {
    alpha = new double[steps];
    beta = new double[steps];
    pivots = new double[steps];
  }

  /**
   * λ_max, relative error at most 1e-6.
   *
   * @throws IllegalArgumentException if the matrix holds NaN or infinity
   */
  static double largestEigenvalue(CompressedMoment matrix) {
    return new Lanczos(matrix.width()).run(matrix);
  }

  private double run(CompressedMoment matrix) {
    int n = matrix.width();
    double[][] basis = new double[n][];
    double[] next = start(n);
    double theta = 0;
    for (int k = 0; k < n; k++) {
      double[] q = next;
      basis[k] = q;
      next = new double[n];
      matrix.multiply(q, next);
      alpha[k] = Rows.dot(q, next);
      if (!Double.isFinite(alpha[k])) {
        throw new IllegalArgumentException("embedding has an entry that is not finite");
      }
      orthogonalise(next, basis, k + 1);
      beta[k] = Math.sqrt(Rows.dot(next, next));
      size = k + 1;
      theta = top();
      if (beta[k] == 0 || beta[k] * lastComponent(theta) <= RESIDUAL * theta) {
        break;
      }
      scale(next, 1 / beta[k]);
    }
    return theta;
  }

  /** A unit vector without structure: multiples of the golden ratio mod 1, centred. */
  private static double[] start(int n) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      double multiple = (i + 1) * 0.6180339887498949;
      vector[i] = multiple - Math.floor(multiple) - 0.5;
    }
    scale(vector, 1 / Math.sqrt(Rows.dot(vector, vector)));
    return vector;
  }

  /** Twice, for the first pass leaves what it rounds off ("twice is enough", Kahan and Parlett). */
  private static void orthogonalise(double[] vector, double[][] basis, int count) {
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < count; j++) {
        Rows.axpy(-Rows.dot(basis[j], vector), basis[j], 0, vector, 0, vector.length);
      }
    }
  }

  /** θ, from just above: {@link #isAbove} holds for it (T = 0 apart, where θ = 0). */
  private double top() {
    double low = 0;
    double high = 0;
    for (int j = 0; j < size; j++) {
      double reach = (j > 0 ? beta[j - 1] : 0) + (j < size - 1 ? beta[j] : 0);
      low = Math.max(low, alpha[j]);
      high = Math.max(high, (alpha[j] + reach) * (1 + 1e-14));
    }
    while (high - low > 1e-15 * high) {
      double middle = low + (high - low) / 2;
      if (isAbove(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Whether θ is above all of T: the pivots of θI − T, as far as they are positive. */
  private boolean isAbove(double theta) {
    for (int j = 0; j < size; j++) {
      pivots[j] = theta - alpha[j] - (j > 0 ? beta[j - 1] * beta[j - 1] / pivots[j - 1] : 0);
      if (!(pivots[j] > 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * |s_k| of θ's unit vector, by inverse iteration. θI − T has positive pivots and no positive
   * entry beside the diagonal, so its inverse is non-negative and no sum below cancels: a tiny last
   * component is accurate too.
   */
  private double lastComponent(double theta) {
    isAbove(theta);
    double[] s = new double[size];
    Arrays.fill(s, 1);
    for (int sweep = 0; sweep < 3; sweep++) {
      for (int j = 1; j < size; j++) {
        s[j] += beta[j - 1] / pivots[j - 1] * s[j - 1];
      }
      for (int j = size - 1; j >= 0; j--) {
        s[j] = (s[j] + (j < size - 1 ? beta[j] * s[j + 1] : 0)) / pivots[j];
      }
      scale(s, 1 / Math.sqrt(Rows.dot(s, s)));
    }
    return s[size - 1];
  }

  private static void scale(double[] vector, double factor) {
    for (int j = 0; j < vector.length; j++) {
      vector[j] *= factor;
    }
  }
}
