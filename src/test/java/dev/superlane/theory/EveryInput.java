package dev.superlane.theory;

/**
 * Minibatch SGD of a linear student's core S, K×K, by the moments E[s sᵀ] of s = (vec S, 1), each
 * step and loss a sum over every joint state of the inputs. A value that is uniform in (0, 2) is
 * one of the three nodes of Gauss and Legendre there, with the same first five moments.
 */
final class EveryInput {
  private static final double[] NODES = {1 - Math.sqrt(0.6), 1, 1 + Math.sqrt(0.6)};
  private static final double[] WEIGHTS = {5.0 / 18, 8.0 / 18, 5.0 / 18};

  private final double[] p;
  private final int k;
  private final int size; // K² + 1
  private final double[][] rows; // Wᵀ
  private final float[] importance;
  private final int batch;
  private final double learningRate;
  private final double[][] meanStep;
  private double[][] moments;

  EveryInput(
      double[] p,
      float[] importance,
      float[] embedding,
      int offset,
      int width,
      int batch,
      double learningRate) {
    this.p = p;
    this.importance = importance;
    this.batch = batch;
    this.learningRate = learningRate;
    k = width;
    size = k * k + 1;
    rows = Reference.matrix(embedding, offset, p.length, k);
    double[][] mean = new double[size][size];
    visit((weight, x) -> add(mean, weight, step(x)));
    meanStep = mean;
  }

  void start(float[] core, int offset) {
    double[][] s = new double[size][1];
    for (int i = 0; i < k * k; i++) {
      s[i][0] = core[offset + i];
    }
    s[k * k][0] = 1;
    moments = Reference.product(s, Reference.transpose(s));
  }

  void advance() {
    double[][] next = new double[size][size];
    add(next, 1 - 1.0 / batch, conjugate(meanStep));
    visit((weight, x) -> add(next, weight / batch, conjugate(step(x))));
    moments = next;
  }

  /** ½ E|WᵀSWx − Ax|². */
  double loss() {
    double[] sum = {0};
    visit((weight, x) -> {
      double[][] error = error(x);
      double[][] square =
          Reference.product(Reference.product(error, moments), Reference.transpose(error));
      for (int i = 0; i < p.length; i++) {
        sum[0] += weight / 2 * square[i][i];
      }
    });
    return sum[0];
  }

  private interface Visitor {
    void visit(double weight, double[] x);
  }

  private void visit(Visitor visitor) {
    int states = 1 << 2 * p.length;
    double[] x = new double[p.length];
    for (int state = 0; state < states; state++) {
      double weight = 1;
      for (int i = 0; i < p.length; i++) {
        int node = state >> 2 * i & 3;
        x[i] = node == 3 ? 0 : NODES[node];
        weight *= node == 3 ? 1 - p[i] : p[i] * WEIGHTS[node];
      }
      visitor.visit(weight, x);
    }
  }

  /** N×(K²+1): s ↦ WᵀSWx − Ax. */
  private double[][] error(double[] x) {
    double[] h = hidden(x);
    double[][] error = new double[p.length][size];
    for (int i = 0; i < p.length; i++) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          error[i][a * k + b] = rows[i][a] * h[b];
        }
      }
      error[i][k * k] = -importance[i] * x[i];
    }
    return error;
  }

  /** One sample's SGD step as a matrix on s: S ← S − ηW(WᵀSWx − Ax)(Wx)ᵀ. */
  private double[][] step(double[] x) {
    double[] h = hidden(x);
    double[][] error = error(x);
    double[][] step = new double[size][size];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int i = 0; i < p.length; i++) {
          for (int c = 0; c < size; c++) {
            step[a * k + b][c] -= learningRate * rows[i][a] * error[i][c] * h[b];
          }
        }
      }
    }
    for (int c = 0; c < size; c++) {
      step[c][c] += 1;
    }
    return step;
  }

  private double[] hidden(double[] x) {
    double[] h = new double[k];
    for (int i = 0; i < x.length; i++) {
      for (int b = 0; b < k; b++) {
        h[b] += rows[i][b] * x[i];
      }
    }
    return h;
  }

  private double[][] conjugate(double[][] step) {
    return Reference.product(Reference.product(step, moments), Reference.transpose(step));
  }

  private static void add(double[][] to, double weight, double[][] what) {
    for (int i = 0; i < to.length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[i][j] += weight * what[i][j];
      }
    }
  }
}
