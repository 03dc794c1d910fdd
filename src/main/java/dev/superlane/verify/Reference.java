package dev.superlane.verify;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;

/**
 * The model in double, written a second time from the formulas alone: the loss of one batch, and an
 * upper bound of the rounding of a float gradient.
 *
 * <p>The bound: an entry of g is a sum of products of inputs. Take the same expression with every
 * input replaced by its absolute value, every subtraction by an addition and every gate open:
 * G_abs. A float evaluation multiplies each term by at most m factors (1 + δ), |δ| ≤ u = 2⁻²⁴,
 * where m counts the roundings on the longest path from an input to the entry. Hence |ĝ − g| ≤
 * γ_m·G_abs, γ_m = m u/(1 − m u), for any order of summation, provided that the same gates are open
 * (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1).
 */
final class Reference {
  private static final double UNIT = 0x1p-24;

  private final Problem problem;
  private final Parameters layout;
  private final int n;
  private final int k;
  private final int rows;
  private final double[] x;

  /** Of the batch that a training takes at {@code step}. */
  Reference(Problem problem, Parameters layout, int step) {
    this(problem, layout, Stream.BATCH, step, problem.shape().batch());
  }

  /** Of that many samples of a stream. */
  Reference(Problem problem, Parameters layout, Stream stream, int step, int rows) {
    this.problem = problem;
    this.layout = layout;
    Shape shape = problem.shape();
    n = shape.features();
    k = shape.width();
    this.rows = rows;
    SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), rows);
    new BatchSampler(problem.spectrum(), problem.seed()).sample(stream, step, rows, batch);
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
  double loss(double[] theta) {
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

  /**
   * Bounds the rounding of a recorded loss: float outputs, float sums of up to 1024 squares, the
   * rest in double. An output errs by δ = γ_m times its majorant, m = K + K + active features and a
   * few single roundings, which moves its square by at most 2|e|δ + δ²; ReLU moves no two numbers
   * apart. A lane of the 16 adds 64 squares at most, and their tree and the residual a few more.
   */
  double lossRounding(double[] theta) {
    double squares = gamma(Math.min(n, 1024) / 16 + 8);
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      double[] z = latent(theta, r, false);
      double[] size = latent(theta, r, true);
      int active = active(r);
      for (int i = 0; i < n; i++) {
        double o = output(theta, z, i, false);
        double y = problem.shape().relu() ? Math.max(o, 0) : o;
        double target = problem.importance()[i] * x[r * n + i];
        double error = Math.abs(y - target);
        double delta = gamma(2 * k + active + 6) * (output(theta, size, i, true) + target);
        sum += 2 * error * delta + delta * delta + squares * (error + delta) * (error + delta);
      }
    }
    return sum / (2 * rows);
  }

  /** The smallest |o| over its rounding bound: above 1, every path sees the same gates. */
  double gateMargin(double[] theta) {
    double margin = Double.POSITIVE_INFINITY;
    for (int r = 0; r < rows; r++) {
      double[] z = latent(theta, r, false);
      double[] size = latent(theta, r, true);
      for (int i = 0; i < n; i++) {
        double room = gamma() * output(theta, size, i, true);
        if (room > 0) {
          margin = Math.min(margin, Math.abs(output(theta, z, i, false)) / room);
        }
      }
    }
    return margin;
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
   * γ_m: an output takes a sum over the active features and two over K; with it a gradient takes
   * sums over N outputs, K latents, B samples and, for H or X, the active features again; then a
   * few single roundings.
   */
  double gamma() {
    return gamma(n + 3 * k + rows + 2 * active() + 16);
  }

  /** Non-zero values of the fullest sample. */
  private int active() {
    int most = 0;
    for (int r = 0; r < rows; r++) {
      most = Math.max(most, active(r));
    }
    return most;
  }

  private int active(int r) {
    int active = 0;
    for (int i = 0; i < n; i++) {
      active += x[r * n + i] == 0 ? 0 : 1;
    }
    return active;
  }

  private static double gamma(double m) {
    return m * UNIT / (1 - m * UNIT);
  }

  /** γ_m·G_abs of every parameter; 0 for those that are not trained. */
  double[] gradientRounding(double[] theta) {
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
