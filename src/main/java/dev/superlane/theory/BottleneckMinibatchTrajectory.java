package dev.superlane.theory;

/**
 * The exact mean, over batches, of the loss of a linear student with a frozen embedding under
 * minibatch SGD, with the noise floor it ends at.
 *
 * <p>In {@link BottleneckModes}' terms let z = Zx, Z = diag(m)^-½ Vᵀ W, so that E[z zᵀ] = 1. Output
 * direction i errs by √g_i times y_i·z + f_i·x, where y_i is row i of y and f_i = (bZ − P₁ᵀA)_i is
 * what no core removes: E[(f_i·x) z] = 0, as the gradient is 0 at the optimum. A step is y_i ← y_i
 * − η g_i m∘h_i, h_i the mean of (y_i·z + f_i·x) z over B fresh samples. Nothing of the other rows
 * is in it, so ȳ_i = E[y_i] and Y_i = E[y_iᵀ y_i] close:
 *
 * <pre>ȳ_i' = ȳ_i (1 − ηg_i m)
 * Y_i' = Y_i − ηg_i (mY_i + Y_i m) + η²g_i² m [(1 − 1/B) Y_i + Z F(P_i) Zᵀ/B] m
 * P_i = E[(y_iZ + f_i)ᵀ(y_iZ + f_i)] = [Z; f_i]ᵀ E[(y_i, 1)ᵀ(y_i, 1)] [Z; f_i]</pre>
 *
 * with F of {@link Cumulants}, and L = L_∞ + ½ Σ_i tr Y_i. What f_i adds to P_i never vanishes:
 * this teacher is out of reach, unlike the identity student's, and the excess ends at a noise floor
 * of order η/B. (The model and its full-gradient solution: arXiv 2602.01045; second moments of SGD
 * by such recursions: Bach and Moulines, arXiv 1306.2119.)
 *
 * <p>O(NK³) a step, O(NK + K³) memory: for N up to a hundred and K up to thirty or so.
 */
public final class BottleneckMinibatchTrajectory {
  private final int n;
  private final int k;
  private final BottleneckModes modes;
  private final Cumulants cumulants;
  private final double single; // 1/B
  private final double learningRate;
  private final double[] z; // Z, K×N
  private final double[] zMean; // Zp
  private final double[] f; // K×N
  private final double[] fMean; // f_i·p of each i
  private final double[] unreached; // f_i Σ f_iᵀ of each i
  private final double[][] moments; // E[(y_i, 1)ᵀ(y_i, 1)] of each i, (K+1)×(K+1)

  /**
   * @param p probabilities, length N, each 0 … 1, not all 0
   * @param importance A_ii, length N
   * @param embedding N×K from {@code embeddingOffset}, row i = feature i, of rank K over the
   *     features with p > 0
   * @param width K ≤ N
   * @param start S_0, K×K row-major from {@code startOffset}
   * @param batch B, samples a step, 1 or more
   * @param learningRate η > 0
   * @throws IllegalArgumentException on lengths that do not fit or values out of range
   */
  public BottleneckMinibatchTrajectory(
      double[] p,
      float[] importance,
      float[] embedding,
      int embeddingOffset,
      int width,
      float[] start,
      int startOffset,
      int batch,
      double learningRate) {
    Arguments.checkBatch(batch);
    Arguments.checkLearningRate(learningRate);
    SecondMoment moment = new SecondMoment(p);
    modes = new BottleneckModes(p, importance, embedding, embeddingOffset, width);
    n = p.length;
    k = width;
    cumulants = new Cumulants(moment);
    single = 1.0 / batch;
    this.learningRate = learningRate;
    z = new double[k * n];
    f = new double[k * n];
    zMean = new double[k];
    fMean = new double[k];
    unreached = new double[k];
    whiten(moment, importance, embedding, embeddingOffset);
    moments = new double[k][(k + 1) * (k + 1)];
    double[] y = modes.distance(start, startOffset);
    double[] augmented = new double[k + 1];
    augmented[k] = 1;
    for (int i = 0; i < k; i++) {
      System.arraycopy(y, i * k, augmented, 0, k);
      for (int a = 0; a <= k; a++) {
        Rows.axpy(augmented[a], augmented, 0, moments[i], a * (k + 1), k + 1);
      }
    }
  }

  private void whiten(SecondMoment moment, float[] importance, float[] embedding, int offset) {
    double[] p = moment.mean();
    double[] d = moment.diagonal();
    for (int feature = 0; feature < n; feature++) {
      for (int j = 0; j < k; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += modes.v[l * k + j] * embedding[offset + feature * k + l];
        }
        z[j * n + feature] = sum / Math.sqrt(modes.m[j]);
        zMean[j] += z[j * n + feature] * p[feature];
      }
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        Rows.axpy(modes.target[i * k + j], z, j * n, f, i * n, n);
      }
      for (int feature = 0; feature < n; feature++) {
        int at = i * n + feature;
        f[at] -= modes.reach[feature * k + i] * importance[feature];
        unreached[i] += d[feature] * f[at] * f[at];
        fMean[i] += p[feature] * f[at];
      }
      unreached[i] += fMean[i] * fMean[i];
    }
  }

  /** One SGD step. */
  public void advance() {
    for (int i = 0; i < k; i++) {
      advance(i);
    }
  }

  /** The mean loss after the steps made so far; not finite where it has diverged. */
  public double loss() {
    return modes.floor + excess();
  }

  /** The mean of L − L_∞ after the steps made so far. */
  public double excess() {
    double sum = 0;
    for (double[] moment : moments) {
      sum += reached(moment);
    }
    return 0.5 * sum;
  }

  /** L_∞, the least loss that any core has; the mean loss stays above it by the noise floor. */
  public double floor() {
    return modes.floor;
  }

  private void advance(int i) {
    double[] moment = moments[i];
    double[] noise = fourthMoment(i);
    double rate = learningRate * modes.g[i];
    int row = k + 1;
    for (int a = 0; a < k; a++) {
      double ma = rate * modes.m[a];
      for (int b = 0; b < k; b++) {
        double mb = rate * modes.m[b];
        double y = moment[a * row + b];
        double square = (1 - single) * y + single * noise[a * k + b];
        moment[a * row + b] += ma * mb * square - (ma + mb) * y;
      }
      moment[a * row + k] -= ma * moment[a * row + k];
      moment[k * row + a] = moment[a * row + k];
    }
  }

  /** Z F(P_i) Zᵀ, K×K, with ZΣZᵀ = 1 and ZΣf_iᵀ = 0. */
  private double[] fourthMoment(int i) {
    double[] moment = moments[i];
    int row = k + 1;
    double[] along = new double[row]; // E[(y_i, 1)ᵀ(y_i, 1)] (Zp, f_i·p)
    for (int a = 0; a < row; a++) {
      for (int b = 0; b < k; b++) {
        along[a] += moment[a * row + b] * zMean[b];
      }
      along[a] += moment[a * row + k] * fMean[i];
    }
    double square = along[k] * fMean[i]; // pᵀPp
    for (int b = 0; b < k; b++) {
      square += along[b] * zMean[b];
    }
    double[] noise = new double[k * k];
    double[] beside = new double[k]; // Z(κ3∘q)
    double[] column = new double[row]; // of [Z; f_i]
    for (int feature = 0; feature < n; feature++) {
      for (int a = 0; a < k; a++) {
        column[a] = z[a * n + feature];
      }
      column[k] = f[i * n + feature];
      double q = 0; // P's diagonal entry
      double v = 0; // Pp's entry
      for (int a = 0; a < row; a++) {
        double sum = 0;
        for (int b = 0; b < row; b++) {
          sum += moment[a * row + b] * column[b];
        }
        q += column[a] * sum;
        v += column[a] * along[a];
      }
      Rows.axpy(cumulants.beside(feature, q), column, 0, beside, 0, k);
      double weight = cumulants.onDiagonal(feature, q, v);
      for (int a = 0; a < k; a++) {
        Rows.axpy(weight * column[a], column, 0, noise, a * k, k);
      }
    }
    double trace = unreached[i] + reached(moment); // tr ΣP
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        noise[a * k + b] +=
            2 * (moment[a * row + b] - square * zMean[a] * zMean[b])
                + beside[a] * zMean[b]
                + zMean[a] * beside[b];
      }
      noise[a * k + a] += trace;
    }
    return noise;
  }

  /** tr Y_i. */
  private double reached(double[] moment) {
    double trace = 0;
    for (int a = 0; a < k; a++) {
      trace += moment[a * (k + 2)];
    }
    return trace;
  }
}
