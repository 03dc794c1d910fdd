package dev.superlane.theory;

/**
 * The exact loss of the identity student ŷ = S x under population gradient descent.
 *
 * <p>With D = S − A the loss is L = ½ tr(D Σ Dᵀ) and its gradient D Σ, so D_t = D_0 (I − ηΣ)^t. In
 * the eigenbasis of Σ = V diag(μ) Vᵀ, L_t = ½ Σ_i w_i μ_i (1 − ημ_i)^(2t) with w_i = |D_0 v_i|²:
 * the model's section on theory without superposition (arXiv 2602.01045). From S_0 = 0 D_0 is −A
 * and w_i = Σ_k A_k² v_ki².
 */
public final class IdentityTrajectory {
  private final DecaySum sum;

  /**
   * From S_0 = 0; O(N²).
   *
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param learningRate η > 0
   * @throws IllegalArgumentException on lengths that differ or values out of range
   */
  public IdentityTrajectory(double[] p, double[] importance, double learningRate) {
    Eigenbasis basis = basis(p, importance);
    int n = p.length;
    double[] weights = new double[n];
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      basis.vector(i, vector);
      for (int k = 0; k < n; k++) {
        double projection = importance[k] * vector[k];
        weights[i] += projection * projection;
      }
    }
    sum = sum(basis, weights, learningRate);
  }

  /**
   * From any start; O(N³).
   *
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param start S_0, N×N row-major from {@code offset}
   * @param learningRate η > 0
   * @throws IllegalArgumentException on lengths that do not fit or values out of range
   */
  public IdentityTrajectory(
      double[] p, double[] importance, float[] start, int offset, double learningRate) {
    Eigenbasis basis = basis(p, importance);
    int n = p.length;
    Rows.check("start", start, offset, n, n);
    double[][] distance = new double[n][n];
    for (int k = 0; k < n; k++) {
      Rows.widen(start, offset + k * n, n, distance[k]);
      distance[k][k] -= importance[k];
    }
    double[] weights = new double[n];
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      basis.vector(i, vector);
      for (int k = 0; k < n; k++) {
        double projection = Rows.dot(distance[k], vector);
        weights[i] += projection * projection;
      }
    }
    sum = sum(basis, weights, learningRate);
  }

  /**
   * L_t after t steps; +∞ where it has diverged beyond double.
   *
   * @throws IllegalArgumentException if t is negative
   */
  public double loss(long t) {
    return sum.at(t);
  }

  private static Eigenbasis basis(double[] p, double[] importance) {
    Arguments.checkImportance(importance.length, p.length);
    return new Eigenbasis(new SecondMoment(p));
  }

  private static DecaySum sum(Eigenbasis basis, double[] weights, double learningRate) {
    double[] coefficients = new double[weights.length];
    double[] eigenvalues = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      eigenvalues[i] = basis.value(i);
      coefficients[i] = 0.5 * weights[i] * eigenvalues[i];
    }
    return new DecaySum(coefficients, eigenvalues, learningRate);
  }
}
