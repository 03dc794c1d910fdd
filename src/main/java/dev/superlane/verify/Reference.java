package dev.superlane.verify;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;

/** The loss of one batch. */
final class Reference implements ReferenceLoss {
  private final Problem problem;
  private final Parameters layout;
  private final int n;
  private final int k;
  private final int rows;
  private final double[] x;

  Reference(Problem problem, Parameters layout, int step) {
    this.problem = problem;
    this.layout = layout;
    Shape shape = problem.shape();
    n = shape.features();
    k = shape.width();
    rows = shape.batch();
    SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), rows);
    new BatchSampler(problem.spectrum(), problem.seed()).sample(Stream.BATCH, step, rows, batch);
    x = new double[rows * n];
    for (int r = 0; r < rows; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        x[r * n + batch.indices[j]] = batch.values[j];
      }
    }
  }

  /** W_ki of feature i, the identity where the student has no embedding. */
  private double w(double[] theta, int feature, int latent) {
    if (problem.shape().embedding() == Embedding.IDENTITY) {
      return feature == latent ? 1 : 0;
    }
    return theta[layout.embedding + feature * k + latent];
  }

  private double bias(double[] theta, int i) {
    return layout.bias == Parameters.ABSENT ? 0 : theta[layout.bias + i];
  }

  /** L = 1/(2B) Σ‖ŷ − y*‖². */
  @Override
  public double loss(double[] theta) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      double[] z = latent(theta, r, false);
      for (int i = 0; i < n; i++) {
        double o = output(theta, z, i, false);
        double y = problem.shape().relu() ? Math.max(o, 0) : o;
        double error = y - problem.importance()[i] * x[r * n + i];
        sum += error * error;
      }
    }
    return sum / (2 * rows);
  }

  @Override
  public double lossRounding(double[] theta) {
    double[] reached = ReferenceLoss.reached(theta);
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      double[] z = latent(reached, r, true);
      for (int i = 0; i < n; i++) {
        double size = output(reached, z, i, true) + problem.importance()[i] * x[r * n + i];
        sum += size * size;
      }
    }
    // An output (N, K, K and products), twice for its square, and the sum over all of them.
    double m = 2 * (n + 2 * k + 8) + n * rows;
    return ReferenceLoss.gamma(m, DOUBLE_UNIT) * sum / (2 * rows);
  }

  /**
   * How near the gates are to moving: the largest, over the outputs, of what may come to o over
   * |o|. Up to 1, every path sees the same gates, and so do both ends of every central difference.
   * What may come is rounding in float, and twice the change while one parameter goes through a
   * difference's reach; o is of degree 2 in it, so that half the difference of both ends and half
   * the second difference bound it. Twice, for these are rounded themselves.
   *
   * @param stride parameters are taken each so many
   */
  double gatesMove(double[] theta, int stride) {
    double[] o = outputs(theta, false);
    double[] rounding = outputs(theta, true);
    double[] change = new double[o.length];
    for (int i = trainedFrom(); i < theta.length; i += stride) {
      double at = theta[i];
      theta[i] = at + CentralDifference.REACH;
      double[] up = outputs(theta, false);
      theta[i] = at - CentralDifference.REACH;
      double[] down = outputs(theta, false);
      theta[i] = at;
      for (int j = 0; j < o.length; j++) {
        double moved = Math.abs(up[j] - down[j]) / 2 + Math.abs(up[j] + down[j] - 2 * o[j]) / 2;
        change[j] = Math.max(change[j], moved);
      }
    }
    double worst = 0;
    for (int j = 0; j < o.length; j++) {
      double comes = gamma() * rounding[j] + 2 * change[j];
      worst = Math.max(worst, comes == 0 ? 0 : comes / Math.abs(o[j]));
    }
    return worst;
  }

  /** The first parameter that is trained. */
  int trainedFrom() {
    return problem.shape().embedding() == Embedding.LEARNED ? 0 : layout.core;
  }

  /** o of all samples, B×N, or its majorant. */
  private double[] outputs(double[] theta, boolean absolute) {
    double[] o = new double[rows * n];
    for (int r = 0; r < rows; r++) {
      double[] z = latent(theta, r, absolute);
      for (int i = 0; i < n; i++) {
        o[r * n + i] = output(theta, z, i, absolute);
      }
    }
    return o;
  }

  /** z = S W x, or its majorant from absolute values. */
  private double[] latent(double[] theta, int r, boolean absolute) {
    double[] h = new double[k];
    for (int i = 0; i < n; i++) {
      double value = x[r * n + i];
      for (int l = 0; value != 0 && l < k; l++) {
        h[l] += value * sign(w(theta, i, l), absolute);
      }
    }
    double[] z = new double[k];
    for (int l = 0; l < k; l++) {
      for (int q = 0; q < k; q++) {
        z[l] += sign(theta[layout.core + l * k + q], absolute) * h[q];
      }
    }
    return z;
  }

  private double output(double[] theta, double[] z, int i, boolean absolute) {
    double o = sign(bias(theta, i), absolute);
    for (int l = 0; l < k; l++) {
      o += sign(w(theta, i, l), absolute) * z[l];
    }
    return o;
  }

  private static double sign(double value, boolean absolute) {
    return absolute ? Math.abs(value) : value;
  }

  /**
   * γ_m. g_S takes o's chain (N, K, K), G_z's over N, the batch and H's over N; both parts of g_W
   * have one K for one N.
   */
  private double gamma() {
    return ReferenceLoss.gamma(3 * n + 3 * k + rows + 8, FLOAT_UNIT);
  }

  @Override
  public double[] gradientRounding(double[] theta) {
    double[] size = new double[theta.length];
    for (int r = 0; r < rows; r++) {
      addSample(theta, r, size);
    }
    for (int i = 0; i < size.length; i++) {
      size[i] *= gamma();
    }
    return size;
  }

  private void addSample(double[] theta, int r, double[] size) {
    boolean learned = problem.shape().embedding() == Embedding.LEARNED;
    double[] z = latent(theta, r, true);
    double[] h = new double[k];
    double[] gz = new double[k];
    double[] residual = new double[n];
    for (int i = 0; i < n; i++) {
      double target = problem.importance()[i] * x[r * n + i];
      residual[i] = (output(theta, z, i, true) + target) / rows;
      for (int l = 0; l < k; l++) {
        double w = Math.abs(w(theta, i, l));
        gz[l] += residual[i] * w;
        h[l] += x[r * n + i] * w;
      }
      if (layout.bias != Parameters.ABSENT) {
        size[layout.bias + i] += residual[i];
      }
    }
    for (int l = 0; l < k; l++) {
      for (int q = 0; q < k; q++) {
        size[layout.core + l * k + q] += gz[l] * h[q];
      }
    }
    for (int i = 0; learned && i < n; i++) {
      for (int q = 0; q < k; q++) {
        double encode = 0;
        for (int l = 0; l < k; l++) {
          encode += gz[l] * Math.abs(theta[layout.core + l * k + q]);
        }
        size[layout.embedding + i * k + q] += residual[i] * z[q] + x[r * n + i] * encode;
      }
    }
  }
}
