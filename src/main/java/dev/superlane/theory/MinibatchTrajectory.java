package dev.superlane.theory;

/**
 * The exact mean, over batches, of the identity student's loss under minibatch SGD.
 *
 * <p>The loss is ½ tr(ΣQ) with Q = E[DᵀD], D = S − A, and Q follows a linear recursion ({@link
 * MinibatchMap}; the model's section on theory without superposition, arXiv 2602.01045). The
 * teacher is realisable: the noise is multiplicative, and the mean falls to 0 below {@link
 * MeanSquareLimit}. It is the mean of a heavy-tailed law where sd(L)/mean is large: typical runs
 * then lie below it.
 *
 * <p>O(N²) memory and O(N²) a step.
 */
public final class MinibatchTrajectory {
  private final MinibatchMap map;
  private final double[] q;
  private final double learningRate;

  /**
   * From S_0 = 0.
   *
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param batch B, samples a step, 1 or more
   * @param learningRate η > 0
   * @throws IllegalArgumentException on lengths that differ or values out of range
   */
  public MinibatchTrajectory(double[] p, double[] importance, int batch, double learningRate) {
    this(new SecondMoment(p), batch, learningRate);
    int n = p.length;
    Arguments.checkImportance(importance.length, n);
    for (int i = 0; i < n; i++) {
      q[i * n + i] = importance[i] * importance[i];
    }
  }

  /**
   * From any start; O(N³) to make.
   *
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param start S_0, N×N row-major from {@code offset}
   * @param batch B, samples a step, 1 or more
   * @param learningRate η > 0
   * @throws IllegalArgumentException on lengths that do not fit or values out of range
   */
  public MinibatchTrajectory(
      double[] p, double[] importance, float[] start, int offset, int batch, double learningRate) {
    this(new SecondMoment(p), batch, learningRate);
    int n = p.length;
    Arguments.checkImportance(importance.length, n);
    Rows.check("start", start, offset, n, n);
    double[] row = new double[n];
    for (int k = 0; k < n; k++) {
      Rows.widen(start, offset + k * n, n, row);
      row[k] -= importance[k];
      for (int i = 0; i < n; i++) {
        Rows.axpy(row[i], row, 0, q, i * n, n);
      }
    }
  }

  private MinibatchTrajectory(SecondMoment moment, int batch, double learningRate) {
    Arguments.checkLearningRate(learningRate);
    map = new MinibatchMap(moment, batch);
    this.learningRate = learningRate;
    q = new double[Math.multiplyExact(moment.features(), moment.features())];
  }

  /** One SGD step. */
  public void advance() {
    map.step(q, learningRate);
  }

  /** The mean loss after the steps made so far; not finite where it has diverged beyond double. */
  public double loss() {
    return 0.5 * map.trace(q);
  }
}
