package dev.superlane.verify;

import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import java.util.Arrays;

/**
 * The expected loss of a linear student, ½ Σ_i E[(Dx)_i²] with D = WᵀSW − A. Features are
 * independent, E[x_j] = p_j and E[x_j²] = 4/3·p_j, so E[(Dx)_i²] = (Σ_j D_ij p_j)² + Σ_j
 * D_ij²·(4/3·p_j − p_j²).
 */
final class PopulationReference implements ReferenceLoss {
  private final Problem problem;
  private final Parameters layout;
  private final int n;
  private final int k;

  PopulationReference(Problem problem, Parameters layout) {
    this.problem = problem;
    this.layout = layout;
    n = problem.shape().features();
    k = problem.shape().width();
  }

  @Override
  public double loss(double[] theta) {
    return loss(theta, false);
  }

  @Override
  public double lossRounding(double[] theta) {
    // D (K, K and products) twice for its square, products with moments, sums over N and N.
    double m = 2 * (2 * k + 8) + 2 * n;
    return ReferenceLoss.gamma(m, DOUBLE_UNIT) * loss(ReferenceLoss.reached(theta), true);
  }

  private double loss(double[] theta, boolean absolute) {
    double[] deviation = deviation(theta, absolute);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double mean = 0;
      for (int j = 0; j < n; j++) {
        double p = problem.spectrum().probability(j);
        double d = deviation[i * n + j];
        mean += d * p;
        sum += d * d * variance(p, absolute);
      }
      sum += mean * mean;
    }
    return sum / 2;
  }

  private static double variance(double p, boolean absolute) {
    return absolute ? 4 * p / 3 + p * p : 4 * p / 3 - p * p;
  }

  /** D = WᵀSW − A, N×N, or its majorant from absolute values. */
  private double[] deviation(double[] theta, boolean absolute) {
    double[] z = new double[n * k];
    for (int j = 0; j < n; j++) {
      for (int q = 0; q < k; q++) {
        double w = w(theta, j, q, absolute);
        for (int l = 0; w != 0 && l < k; l++) {
          z[j * k + l] += sign(theta[layout.core + l * k + q], absolute) * w;
        }
      }
    }
    double[] deviation = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < k; l++) {
        double w = w(theta, i, l, absolute);
        for (int j = 0; w != 0 && j < n; j++) {
          deviation[i * n + j] += w * z[j * k + l];
        }
      }
      deviation[i * n + i] += absolute ? problem.importance()[i] : -problem.importance()[i];
    }
    return deviation;
  }

  /** W_li of feature i, the identity where the student has no embedding. */
  private double w(double[] theta, int feature, int latent, boolean absolute) {
    if (identity()) {
      return feature == latent ? 1 : 0;
    }
    return sign(theta[layout.embedding + feature * k + latent], absolute);
  }

  private static double sign(double value, boolean absolute) {
    return absolute ? Math.abs(value) : value;
  }

  private boolean identity() {
    return problem.shape().embedding() == Embedding.IDENTITY;
  }

  /** Of g_S = W·D·Σ·Wᵀ, Σ = diag(4/3·p − p²) + p pᵀ: W, D and Σ replaced by their majorants. */
  @Override
  public double[] gradientRounding(double[] theta) {
    double[] deviation = deviation(theta, true);
    double[] size = new double[theta.length];
    double[] row = new double[k];
    for (int i = 0; i < n; i++) {
      double along = 0;
      for (int j = 0; j < n; j++) {
        along += deviation[i * n + j] * problem.spectrum().probability(j);
      }
      // Row i of D·Σ·Wᵀ.
      Arrays.fill(row, 0);
      for (int j = 0; j < n; j++) {
        double p = problem.spectrum().probability(j);
        double moment = deviation[i * n + j] * variance(p, true) + along * p;
        for (int q = 0; q < k; q++) {
          row[q] += moment * w(theta, j, q, true);
        }
      }
      for (int l = 0; l < k; l++) {
        for (int q = 0; q < k; q++) {
          size[layout.core + l * k + q] += gamma() * w(theta, i, l, true) * row[q];
        }
      }
    }
    return size;
  }

  /**
   * Bottleneck: G and M to float (2), two chains of K and their sums from −T. Identity: S − A, p
   * and the diagonal to float, a sum of N, two products and an fma. What is done in double before
   * that comes to less than one more rounding.
   */
  private double gamma() {
    return ReferenceLoss.gamma((identity() ? n + 6 : 2 * k + 4) + 1, FLOAT_UNIT);
  }
}
