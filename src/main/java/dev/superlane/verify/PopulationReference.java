package dev.superlane.verify;

import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import java.util.Arrays;

/**
 * The exact expected gradient in double, from its formula alone: g_S = W·D·Σ·Wᵀ with D = WᵀSW − A
 * and Σ = diag(4/3·p − p²) + p pᵀ; and an upper bound of the rounding of a float gradient, found as
 * {@link Reference} does: the same expression with absolute values and additions, times γ_m.
 */
final class PopulationReference {
  private static final double UNIT = 0x1p-24;

  private final Problem problem;
  private final Parameters start;
  private final int n;
  private final int k;

  PopulationReference(Problem problem, Parameters start) {
    this.problem = problem;
    this.start = start;
    n = problem.shape().features();
    k = problem.shape().width();
  }

  /** L = ½ tr(D Σ Dᵀ). */
  double loss() {
    return loss(false);
  }

  /**
   * γ_m of the loss in double, whichever way it is multiplied out: sums over N twice and K four
   * times, and a few single roundings.
   */
  double lossRounding() {
    double m = 2.0 * n + 4 * k + 16;
    return m * 0x1p-53 * loss(true);
  }

  private double loss(boolean absolute) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double along = 0;
      for (int j = 0; j < n; j++) {
        double p = problem.spectrum().probability(j);
        double d = deviation(i, j, absolute);
        sum += (absolute ? 4 * p / 3 + p * p : 4 * p / 3 - p * p) * d * d;
        along += d * p;
      }
      sum += along * along;
    }
    return sum / 2;
  }

  double[] gradient() {
    return gradient(false);
  }

  double[] rounding() {
    double[] size = gradient(true);
    for (int i = 0; i < size.length; i++) {
      size[i] *= gamma();
    }
    return size;
  }

  /**
   * γ_m. Bottleneck: G and M to float (2), two chains of K and their sums from −T. Identity: S − A,
   * p and the diagonal to float, a sum of N, two products and an fma. What is done in double before
   * that comes to less than one more rounding.
   */
  private double gamma() {
    double m = (identity() ? n + 6 : 2 * k + 4) + 1;
    return m * UNIT / (1 - m * UNIT);
  }

  private double[] gradient(boolean absolute) {
    double[] g = new double[k * k];
    double[] deviation = new double[n];
    double[] row = new double[k];
    for (int i = 0; i < n; i++) {
      double along = 0;
      for (int j = 0; j < n; j++) {
        deviation[j] = deviation(i, j, absolute);
        along += deviation[j] * problem.spectrum().probability(j);
      }
      // Row i of D·Σ·Wᵀ.
      Arrays.fill(row, 0);
      for (int j = 0; j < n; j++) {
        double p = problem.spectrum().probability(j);
        double diagonal = absolute ? 4 * p / 3 + p * p : 4 * p / 3 - p * p;
        double moment = deviation[j] * diagonal + along * p;
        for (int q = 0; q < k; q++) {
          row[q] += moment * w(j, q, absolute);
        }
      }
      for (int l = 0; l < k; l++) {
        for (int q = 0; q < k; q++) {
          g[l * k + q] += w(i, l, absolute) * row[q];
        }
      }
    }
    return g;
  }

  /** (WᵀSW − A)_ij. */
  private double deviation(int i, int j, boolean absolute) {
    double sum = 0;
    for (int l = 0; l < k; l++) {
      double left = w(i, l, absolute);
      for (int q = 0; left != 0 && q < k; q++) {
        double s = start.values[start.core + l * k + q];
        sum += left * (absolute ? Math.abs(s) : s) * w(j, q, absolute);
      }
    }
    double target = i == j ? problem.importance()[i] : 0;
    return absolute ? sum + target : sum - target;
  }

  /** W_li of feature i, the identity where the student has no embedding. */
  private double w(int feature, int latent, boolean absolute) {
    if (identity()) {
      return feature == latent ? 1 : 0;
    }
    double w = start.values[start.embedding + feature * k + latent];
    return absolute ? Math.abs(w) : w;
  }

  private boolean identity() {
    return problem.shape().embedding() == Embedding.IDENTITY;
  }
}
