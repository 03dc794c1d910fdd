package dev.superlane.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import dev.superlane.data.SparseBatch;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A student of any mode in libtorch's double tensors: only the loss is ours, g is its autograd's.
 */
final class AutogradStudent implements AutoCloseable {
  private final Problem problem;
  private final int n;
  private final NDManager manager = Torch.manager();
  private final NDArray importance;
  private final NDArray probability;
  private final NDArray variance;

  /** N×K; null for the identity. */
  private final NDArray w;

  private final NDArray s;

  /** N; null for a student without. */
  private final NDArray c;

  private final List<NDArray> trained = new ArrayList<>();

  AutogradStudent(Problem problem, Parameters start) {
    this.problem = problem;
    n = problem.shape().features();
    int k = problem.shape().width();
    double[] a = new double[n];
    double[] p = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = problem.importance()[i];
      p[i] = problem.spectrum().probability(i);
    }
    importance = manager.create(a);
    probability = manager.create(p);
    variance = probability.mul(4.0 / 3).sub(probability.square());
    Embedding embedding = problem.shape().embedding();
    w =
        embedding == Embedding.IDENTITY
            ? null
            : tensor(start.values, start.embedding, new Shape(n, k));
    s = tensor(start.values, start.core, new Shape(k, k));
    c = problem.shape().bias() ? tensor(start.values, start.bias, new Shape(n)) : null;
    if (embedding == Embedding.LEARNED) {
      trained.add(w);
    }
    trained.add(s);
    if (c != null) {
      trained.add(c);
    }
    trained.forEach(parameter -> parameter.setRequiresGradient(true));
  }

  private NDArray tensor(float[] values, int from, Shape shape) {
    double[] wide = new double[(int) shape.size()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[from + i];
    }
    return manager.create(wide, shape);
  }

  /** The rows of a batch as a dense B×N. */
  private NDArray dense(NDManager inside, SparseBatch batch) {
    double[] x = new double[batch.rows * n];
    for (int r = 0; r < batch.rows; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        x[r * n + batch.indices[j]] = batch.values[j];
      }
    }
    return inside.create(x, new Shape(batch.rows, n));
  }

  private NDArray preActivations(NDArray x) {
    NDArray h = w == null ? x : x.matMul(w);
    NDArray z = h.matMul(s.transpose());
    NDArray o = w == null ? z : z.matMul(w.transpose());
    return c == null ? o : o.add(c);
  }

  /** 1/(2B) Σ‖ŷ − y*‖² of a batch, or the expectation of ½‖ŷ − y*‖² for a population problem. */
  private NDArray loss(NDManager inside, SparseBatch batch) {
    if (problem.gradient() == Gradient.POPULATION) {
      // Unit vectors x: row j is column j of D = WᵀSW − A.
      NDArray x = inside.eye(n).toType(DataType.FLOAT64, true);
      NDArray d = preActivations(x).sub(x.mul(importance));
      NDArray spread = d.square().mul(variance.reshape(n, 1)).sum();
      NDArray mean = d.mul(probability.reshape(n, 1)).sum(new int[] {0});
      return spread.add(mean.square().sum()).mul(0.5);
    }
    NDArray x = dense(inside, batch);
    NDArray o = preActivations(x);
    NDArray y = problem.shape().relu() ? Activation.relu(o) : o;
    return y.sub(x.mul(importance)).square().sum().mul(0.5 / batch.rows);
  }

  double loss(SparseBatch batch) {
    try (NDManager inside = open()) {
      return loss(inside, batch).getDouble();
    }
  }

  /** θ ← θ − η ∂L/∂θ. */
  void step(SparseBatch batch) {
    double rate = (float) problem.learningRate();
    try (NDManager inside = open()) {
      try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
        gradients.zeroGradients();
        gradients.backward(loss(inside, batch));
      }
      for (NDArray parameter : trained) {
        parameter.subi(parameter.getGradient().mul(rate));
      }
    }
  }

  /** Which outputs of a batch are open, B×N. */
  boolean[] gates(SparseBatch batch) {
    try (NDManager inside = open()) {
      return preActivations(dense(inside, batch)).gt(0).toBooleanArray();
    }
  }

  /** All parameters, in the order of {@link Parameters}. */
  double[] parameters() {
    double[] all = new double[new Parameters(problem.shape()).values.length];
    int at = Parameters.FIRST;
    for (NDArray part : new NDArray[] {w, s, c}) {
      if (part != null) {
        double[] values = part.toDoubleArray();
        System.arraycopy(values, 0, all, at, values.length);
        at += values.length;
      }
    }
    return all;
  }

  /** Tensors of one evaluation live in what this gives and go with it. */
  private NDManager open() {
    NDManager inside = manager.newSubManager();
    inside.tempAttachAll(importance, probability, variance);
    trained.forEach(inside::tempAttachAll);
    if (w != null && !trained.contains(w)) {
      inside.tempAttachAll(w);
    }
    return inside;
  }

  @Override
  public void close() {
    manager.close();
  }
}
