package dev.superlane.theory;

/**
 * Σ = E[x xᵀ] = diag(4/3·p − p²) + p pᵀ, the full second moment of the inputs.
 *
 * <p>x_i = u_i v_i with u_i ~ Bernoulli(p_i) and v_i ~ Uniform(0, 2), all independent: E[x_i] = p_i
 * and E[x_i²] = p_i · 4/3, so off the diagonal Σ_ij = p_i p_j, and on it 4/3·p_i = (4/3·p_i − p_i²)
 * + p_i². The data convention is that of arXiv 2505.10465 and arXiv 2602.01045.
 */
public final class SecondMoment {
  private final double[] mean;
  private final double[] diagonal;

  /**
   * @param p the features' probabilities, length N ≥ 1, each 0 … 1
   * @throws IllegalArgumentException if p is empty or a value is not a probability
   */
  public SecondMoment(double[] p) {
    if (p.length == 0) {
      throw new IllegalArgumentException("p has 0 entries, allowed is 1 or more");
    }
    mean = p.clone();
    diagonal = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] >= 0 && p[i] <= 1)) {
        throw new IllegalArgumentException("p[%d] is %s, allowed is 0 to 1".formatted(i, p[i]));
      }
      diagonal[i] = p[i] * (4.0 / 3 - p[i]);
    }
  }

  /** N. */
  public int features() {
    return mean.length;
  }

  /** 4/3·p − p², length N: the variances; a new array. */
  public double[] diagonal() {
    return diagonal.clone();
  }

  /** E[x] = p, length N; a new array. */
  public double[] mean() {
    return mean.clone();
  }

  /** tr Σ = 4/3·Σp. */
  public double trace() {
    double sum = 0;
    for (double p : mean) {
      sum += p;
    }
    return 4.0 / 3 * sum;
  }

  /**
   * λ_max(Σ) to rounding, in O(N): the root of the secular equation above the largest pole, which
   * the rank-one term lifts by at most Σp².
   */
  public double largestEigenvalue() {
    double[] squares = new double[mean.length];
    double reach = 0;
    int top = 0;
    for (int i = 0; i < mean.length; i++) {
      squares[i] = mean[i] * mean[i];
      reach += squares[i];
      if (diagonal[i] > diagonal[top]) {
        top = i;
      }
    }
    return diagonal[top] + new SecularEquation(diagonal, squares).above(top, reach);
  }
}
