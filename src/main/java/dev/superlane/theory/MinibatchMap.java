package dev.superlane.theory;

/**
 * What one step of minibatch SGD does to the identity student's second moment of distance. With D =
 * S − A, a step is D ← D (I − ηH), H the mean of x xᵀ over B fresh samples, so Q = E[DᵀD] becomes
 *
 * <pre>Q' = Q − η(ΣQ + QΣ) + η² E[HQH],   E[HQH] = (1 − 1/B) ΣQΣ + F(Q)/B</pre>
 *
 * (the model's section on theory without superposition, arXiv 2602.01045; {@link Cumulants}). As Σ
 * = diag(d) + p pᵀ, both parts are an entrywise product, p yᵀ + y pᵀ and a diagonal: O(N²).
 */
final class MinibatchMap {
  private final int n;
  private final double[] p;
  private final double[] d;
  private final Cumulants cumulants;
  private final double single; // 1/B
  private final double[] v; // Qp
  private final double[] y;
  private final double[] extra; // on the diagonal
  private double trace; // tr ΣQ
  private double square; // pᵀQp

  /**
   * @throws IllegalArgumentException if the batch is not 1 or more
   */
  MinibatchMap(SecondMoment moment, int batch) {
    Arguments.checkBatch(batch);
    n = moment.features();
    p = moment.mean();
    d = moment.diagonal();
    cumulants = new Cumulants(moment);
    single = 1.0 / batch;
    v = new double[n];
    y = new double[n];
    extra = new double[n];
  }

  /** tr ΣQ. */
  double trace(double[] q) {
    project(q);
    return trace;
  }

  /** Q ← Q'. */
  void step(double[] q, double learningRate) {
    project(q);
    double squared = learningRate * learningRate;
    prepare(q, -learningRate, squared);
    combine(q, 1, -learningRate, squared, q);
  }

  /** Writes ΣQ + QΣ into {@code out}. */
  void drift(double[] q, double[] out) {
    project(q);
    prepare(q, 1, 0);
    combine(q, 0, 1, 0, out);
  }

  /** Writes E[HQH] into {@code out}. */
  void noise(double[] q, double[] out) {
    project(q);
    prepare(q, 0, 1);
    combine(q, 0, 0, 1, out);
  }

  private void project(double[] q) {
    trace = 0;
    square = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += q[i * n + j] * p[j];
      }
      v[i] = sum;
      square += p[i] * sum;
      trace += d[i] * q[i * n + i];
    }
    trace += square;
  }

  /** y and the diagonal of {@code drift}·(ΣQ + QΣ) + {@code noise}·E[HQH]. */
  private void prepare(double[] q, double drift, double noise) {
    for (int i = 0; i < n; i++) {
      double qi = q[i * n + i];
      double twice = d[i] * v[i] + 0.5 * square * p[i]; // of ΣQΣ
      double other = cumulants.beside(i, qi) + (0.5 * trace - square) * p[i];
      y[i] = drift * v[i] + noise * ((1 + single) * twice + single * other);
      extra[i] = noise * single * (trace * d[i] + cumulants.onDiagonal(i, qi, v[i]));
    }
  }

  private void combine(double[] q, double keep, double drift, double noise, double[] out) {
    double both = noise * (1 + single); // ΣQΣ: 1 − 1/B of it, and 2/B in F
    for (int i = 0; i < n; i++) {
      double constant = keep + drift * d[i];
      double slope = drift + both * d[i];
      double pi = p[i];
      double yi = y[i];
      int row = i * n;
      for (int j = 0; j < n; j++) {
        out[row + j] = q[row + j] * (constant + slope * d[j]) + (pi * y[j] + yi * p[j]);
      }
      out[row + i] += extra[i];
    }
  }
}
