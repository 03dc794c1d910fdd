package dev.superlane.theory;

/**
 * The diagonal reading of the identity student's loss from S_0 = 0: L_t = ½ Σ_i λ_i A_i² (1 −
 * ηλ_i)^(2t), λ_i = 4/3·p_i. O(N), and the sum that {@link PowerLaw} approximates.
 *
 * <p>It takes Σ for diag(λ) and so forgets that features meet (Σ_ij = p_i p_j off the diagonal): at
 * density E = 1 it is off by up to some 3 % early and 1.5 % at t = 100, at E = 8 by a factor.
 * {@link IdentityTrajectory} is exact.
 */
public final class DiagonalTrajectory {
  private final DecaySum sum;

  /**
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param learningRate η > 0
   * @throws IllegalArgumentException on lengths that differ or values out of range
   */
  public DiagonalTrajectory(double[] p, double[] importance, double learningRate) {
    double[] mean = new SecondMoment(p).mean();
    Arguments.checkImportance(importance.length, mean.length);
    double[] eigenvalues = new double[mean.length];
    double[] coefficients = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      eigenvalues[i] = 4.0 / 3 * mean[i];
      coefficients[i] = 0.5 * eigenvalues[i] * importance[i] * importance[i];
    }
    sum = new DecaySum(coefficients, eigenvalues, learningRate);
  }

  /**
   * L_t after t steps; +∞ where it has diverged beyond double.
   *
   * @throws IllegalArgumentException if t is negative
   */
  public double loss(long t) {
    return sum.at(t);
  }
}
