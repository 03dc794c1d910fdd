package dev.superlane.theory;

import java.util.Arrays;

/**
 * The exact expectation of a linear student's loss over all inputs: L = ½ E|ŷ − y*|² = ½ tr[(WᵀSW −
 * A) Σ (WᵀSW − A)ᵀ], in double (the model's sections on theory without superposition and with a
 * linear bottleneck, arXiv 2602.01045).
 *
 * <p>The square multiplied out under the trace, with G = W Wᵀ, M = W Σ Wᵀ, T = W A Σ Wᵀ: L = ½
 * [tr(G S M Sᵀ) − 2 tr(Sᵀ T) + tr(A Σ A)], and the gradient is g_S = G S M − T. An instance holds
 * what does not depend on the core S: O(NK²) to make, O(K³) for each loss.
 */
public final class PopulationLoss {
  /** Rows of an output that stay in cache while the other operand streams by. */
  private static final int BLOCK = 16;

  private final int width;
  private final double[] g;
  private final double[] m;
  private final double[] t;
  private final double teacher; // tr(A Σ A)

  /**
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param embedding N×K from {@code embeddingOffset}, row i = feature i
   * @param width K
   * @throws IllegalArgumentException on lengths that do not fit or values out of range
   */
  public PopulationLoss(
      double[] p, float[] importance, float[] embedding, int embeddingOffset, int width) {
    SecondMoment moment = new SecondMoment(p);
    int n = p.length;
    Arguments.checkImportance(importance.length, n);
    Rows.check("embedding", embedding, embeddingOffset, n, width);
    this.width = width;
    double[] mean = moment.mean();
    double[] diagonal = moment.diagonal();
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] taught = new double[n]; // A d
    double[] compressedMean = new double[width]; // W p
    double[] compressedAnswer = new double[width]; // W A p
    double[] row = new double[width];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double a = importance[i];
      taught[i] = a * diagonal[i];
      sum += a * a * (diagonal[i] + mean[i] * mean[i]);
      Rows.widen(embedding, embeddingOffset + i * width, width, row);
      Rows.axpy(mean[i], row, 0, compressedMean, 0, width);
      Rows.axpy(a * mean[i], row, 0, compressedAnswer, 0, width);
    }
    teacher = sum;
    g = weightedGram(embedding, embeddingOffset, width, ones);
    m = weightedGram(embedding, embeddingOffset, width, diagonal);
    t = weightedGram(embedding, embeddingOffset, width, taught);
    for (int k = 0; k < width; k++) {
      Rows.axpy(compressedMean[k], compressedMean, 0, m, k * width, width);
      Rows.axpy(compressedAnswer[k], compressedMean, 0, t, k * width, width);
    }
  }

  /**
   * The loss of the identity student ŷ = S x, O(N²): with D = S − A, ½ Σ_k [Σ_j d_j D_kj² + (Σ_j
   * D_kj p_j)²].
   *
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param core S, N×N row-major from {@code offset}
   * @throws IllegalArgumentException on lengths that do not fit or values out of range
   */
  public static double identity(double[] p, float[] importance, float[] core, int offset) {
    double[] d = new SecondMoment(p).diagonal();
    int n = p.length;
    Arguments.checkImportance(importance.length, n);
    Rows.check("core", core, offset, n, n);
    double[] row = new double[n];
    double sum = 0;
    for (int k = 0; k < n; k++) {
      Rows.widen(core, offset + k * n, n, row);
      row[k] -= importance[k];
      double squares = 0;
      double along = 0;
      for (int j = 0; j < n; j++) {
        squares += d[j] * row[j] * row[j];
        along += row[j] * p[j];
      }
      sum += squares + along * along;
    }
    return 0.5 * sum;
  }

  /**
   * The loss with the core S.
   *
   * @param core S, K×K row-major from {@code offset}
   * @throws IllegalArgumentException if core is too short
   */
  public double of(float[] core, int offset) {
    Rows.check("core", core, offset, width, width);
    double[] s = new double[width * width];
    Rows.widen(core, offset, s.length, s);
    double sum = 0;
    double[] left = new double[BLOCK * width]; // rows of G S
    double[] right = new double[BLOCK * width]; // rows of S M
    for (int k = 0; k < width; k += BLOCK) {
      int rows = Math.min(BLOCK, width - k);
      multiplyRows(g, k, rows, s, left);
      multiplyRows(s, k, rows, m, right);
      for (int j = 0; j < rows * width; j++) {
        sum += left[j] * right[j] - 2 * s[k * width + j] * t[k * width + j];
      }
    }
    return 0.5 * (sum + teacher);
  }

  /** G = W Wᵀ, K×K row-major; a new array. */
  public double[] g() {
    return g.clone();
  }

  /** M = W Σ Wᵀ, K×K row-major; a new array. */
  public double[] m() {
    return m.clone();
  }

  /** T = W A Σ Wᵀ, K×K row-major, not symmetric; a new array. */
  public double[] t() {
    return t.clone();
  }

  /** Rows k … k + rows − 1 of a·b, all K×K. */
  private void multiplyRows(double[] a, int k, int rows, double[] b, double[] out) {
    Arrays.fill(out, 0);
    for (int l = 0; l < width; l++) {
      for (int r = 0; r < rows; r++) {
        Rows.axpy(a[(k + r) * width + l], b, l * width, out, r * width, width);
      }
    }
  }

  /** W diag(weights) Wᵀ: the upper triangle, mirrored. */
  private static double[] weightedGram(float[] embedding, int offset, int width, double[] weights) {
    double[] out = new double[width * width];
    double[] row = new double[width];
    for (int first = 0; first < width; first += BLOCK) {
      int end = Math.min(width, first + BLOCK);
      for (int i = 0; i < weights.length; i++) {
        Rows.widen(embedding, offset + i * width, width, row);
        for (int k = first; k < end; k++) {
          Rows.axpy(weights[i] * row[k], row, k, out, k * width + k, width - k);
        }
      }
    }
    for (int k = 1; k < width; k++) {
      for (int l = 0; l < k; l++) {
        out[k * width + l] = out[l * width + k];
      }
    }
    return out;
  }
}
