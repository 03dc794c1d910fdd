package dev.superlane.theory;

/**
 * The exact loss of a linear student with a frozen embedding, ŷ = Wᵀ S W x, under population
 * gradient descent.
 *
 * <p>The gradient is G S M − T, so in the eigenvectors of G and M each entry of the core falls to
 * its optimum by itself, by the factor 1 − η g_i m_j a step (the model's section on the linear
 * bottleneck, arXiv 2602.01045). With y_ij the weighted distance from the optimum ({@link
 * BottleneckModes}), L_t = L_∞ + ½ Σ_ij y_ij(0)² (1 − η g_i m_j)^(2t).
 *
 * <p>Rounding stays within bounds that tests hold against 80 digits: L_∞ errs by 3e-15 of tr(AΣA),
 * and is 0 at K = N but for that; an excess x errs by 1e-11 x + 1e-14 √(x·(x_0 + tr(AΣA))). W must
 * be of rank K: a mode that never moves would count as excess.
 *
 * <p>O(NK²) to make, O(K²) a loss, O(K³) for the excess of a core.
 */
public final class BottleneckTrajectory {
  private final BottleneckModes modes;
  private final DecaySum sum;

  /**
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param embedding N×K from {@code embeddingOffset}, row i = feature i, of rank K
   * @param width K ≤ N
   * @param start S_0, K×K row-major from {@code startOffset}
   * @param learningRate η > 0
   * @throws IllegalArgumentException on lengths that do not fit or values out of range
   */
  public BottleneckTrajectory(
      double[] p,
      float[] importance,
      float[] embedding,
      int embeddingOffset,
      int width,
      float[] start,
      int startOffset,
      double learningRate) {
    modes = new BottleneckModes(p, importance, embedding, embeddingOffset, width);
    double[] coefficients = halfSquares(modes.distance(start, startOffset));
    double[] eigenvalues = new double[width * width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        eigenvalues[i * width + j] = modes.g[i] * modes.m[j];
      }
    }
    sum = new DecaySum(coefficients, eigenvalues, learningRate);
  }

  /** L_∞, the least loss that any core has. */
  public double floor() {
    return modes.floor;
  }

  /**
   * L_t − L_∞ after t steps; +∞ where it has diverged beyond double.
   *
   * @throws IllegalArgumentException if t is negative
   */
  public double excess(long t) {
    return sum.at(t);
  }

  /**
   * L_t after t steps; +∞ where it has diverged beyond double.
   *
   * @throws IllegalArgumentException if t is negative
   */
  public double loss(long t) {
    return modes.floor + sum.at(t);
  }

  /**
   * L − L_∞ of any core, a trained one say.
   *
   * @param core S, K×K row-major from {@code offset}
   * @throws IllegalArgumentException if core is too short
   */
  public double excess(float[] core, int offset) {
    double excess = 0;
    for (double term : halfSquares(modes.distance(core, offset))) {
      excess += term;
    }
    return excess;
  }

  /** 2/(g_max m_max): it diverges at learning rates above. */
  public double stabilityLimit() {
    return modes.stabilityLimit();
  }

  private static double[] halfSquares(double[] y) {
    double[] squares = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      squares[i] = 0.5 * y[i] * y[i];
    }
    return squares;
  }
}
