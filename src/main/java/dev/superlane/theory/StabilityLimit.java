package dev.superlane.theory;

import java.util.Arrays;

/**
 * Where the training of a linear student diverges: the largest eigenvalues that set the learning
 * rate's limit.
 *
 * <p>Population gradient descent, with G = W Wᵀ and M = W Σ Wᵀ, moves the mode (i, j) of the core
 * by the factor 1 − η g_i m_j each step (the model's section on the linear bottleneck, arXiv
 * 2602.01045), so it is stable below η = 2/(g_max m_max). For the identity student W = I: g_max = 1
 * and M = Σ.
 *
 * @param gMax g_max, the largest eigenvalue of W Wᵀ
 * @param mMax m_max, the largest eigenvalue of W Σ Wᵀ
 */
public record StabilityLimit(double gMax, double mMax) {
  /**
   * @throws IllegalArgumentException if an eigenvalue is negative or not finite
   */
  public StabilityLimit {
    eigenvalue("g_max", gMax);
    eigenvalue("m_max", mMax);
  }

  /**
   * Of the identity student; exact to rounding, O(N).
   *
   * @param p probabilities, length N, each 0 … 1
   */
  public static StabilityLimit identity(double[] p) {
    return new StabilityLimit(1, new SecondMoment(p).largestEigenvalue());
  }

  /**
   * Of a bottleneck, each eigenvalue to 1e-6 relative; O(NK) per Lanczos step, some tens of steps.
   *
   * @param p probabilities, length N, each 0 … 1
   * @param embedding N×K from {@code offset}, row i = feature i, finite
   * @param width K
   * @throws IllegalArgumentException on values out of range or an embedding too short
   */
  public static StabilityLimit bottleneck(double[] p, float[] embedding, int offset, int width) {
    SecondMoment moment = new SecondMoment(p);
    int n = p.length;
    Rows.check("embedding", embedding, offset, n, width);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] none = new double[n];
    return new StabilityLimit(
        Lanczos.largestEigenvalue(new CompressedMoment(embedding, offset, width, ones, none)),
        Lanczos.largestEigenvalue(
            new CompressedMoment(embedding, offset, width, moment.diagonal(), moment.mean())));
  }

  /** 2/(g_max m_max), the limit of population gradient descent; +∞ where nothing is ever active. */
  public double population() {
    return 2 / (gMax * mMax);
  }

  /**
   * A guideline for minibatch SGD: 2/(g_max ((1 − 1/B) m_max + R2/B)), R2 = 2.4 + 4/3·Σp.
   *
   * <p>With D the core's distance from the optimum, V = E tr(Dᵀ G⁻¹ D) obeys V' ≤ V − η E tr(D M
   * Dᵀ) [2 − η g_max ((1 − 1/B) m_max + R²/B)] if E[|h|² h hᵀ] ≼ R² M, and so shrinks for η below 2
   * over the bracket's factor (the argument of Bach and Moulines, arXiv 1306.2119). For h = x,
   * E[|x|² x_i²] = m4_i + m2_i Σ_{j≠i} m2_j with m4/m2 = (16/5)/(4/3) = 2.4 and m2 = 4/3·p, at most
   * R2 Σ_ii: R2 is the bound on the diagonal. Off it, E[|x|² x_i x_j] can pass R2 Σ_ij by up to 1.6
   * p_i p_j, and embedding rows of unit norm keep |h|² near |x|² on average only: hence a
   * guideline, not a proof. (The identity student's exact mean-square limit was never below it
   * where the two were compared, and at most 1.3 times it.) With B → ∞ it is {@link #population}.
   *
   * @param sumP Σp, the expected number of active features after clipping, 0 or more
   * @param batch B, samples a step, 1 or more
   * @throws IllegalArgumentException on values out of range
   */
  public double minibatch(double sumP, int batch) {
    if (!(sumP >= 0 && sumP < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "sum of p is %s, allowed is a finite number of 0 or more".formatted(sumP));
    }
    Arguments.checkBatch(batch);
    double spread = 2.4 + 4.0 / 3 * sumP;
    return 2 / (gMax * ((1 - 1.0 / batch) * mMax + spread / batch));
  }

  private static void eigenvalue(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is a finite number of 0 or more".formatted(name, value));
    }
  }
}
