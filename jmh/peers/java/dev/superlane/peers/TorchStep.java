package dev.superlane.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import java.util.Arrays;

/** What the forms of libtorch's step share: tensors of the parameters, and batches. */
abstract class TorchStep implements StepPeer {
  final Problem problem;
  final int n;
  final int k;
  final int b;
  final boolean learned;
  final float rate;
  final NDManager manager = Torch.manager();
  final NDArray w;
  final NDArray s;
  final NDArray c;
  final SparseBatch batch;
  private final BatchSampler sampler;
  private final Parameters layout;

  TorchStep(Problem problem) {
    this.problem = problem;
    n = problem.shape().features();
    k = problem.shape().width();
    b = problem.shape().batch();
    learned = problem.shape().embedding() == Embedding.LEARNED;
    rate = (float) problem.learningRate();
    w = manager.zeros(new Shape(n, k));
    s = manager.zeros(new Shape(k, k));
    c = manager.zeros(new Shape(n));
    sampler = new BatchSampler(problem.spectrum(), problem.seed());
    layout = new Parameters(problem.shape());
    batch = SparseBatch.forSpectrum(problem.spectrum(), b);
  }

  void sample(int step) {
    sampler.sample(Stream.BATCH, step, b, batch);
  }

  /** A step's tensors live in {@code inside} and go with it. */
  NDManager open() {
    NDManager inside = manager.newSubManager();
    inside.tempAttachAll(w, s, c);
    return inside;
  }

  @Override
  public void set(float[] parameters) {
    w.set(Arrays.copyOfRange(parameters, layout.embedding, layout.embedding + n * k));
    s.set(Arrays.copyOfRange(parameters, layout.core, layout.core + k * k));
    c.set(Arrays.copyOfRange(parameters, layout.bias, layout.bias + n));
  }

  @Override
  public float[] parameters() {
    float[] all = new float[layout.values.length];
    System.arraycopy(w.toFloatArray(), 0, all, layout.embedding, n * k);
    System.arraycopy(s.toFloatArray(), 0, all, layout.core, k * k);
    System.arraycopy(c.toFloatArray(), 0, all, layout.bias, n);
    return all;
  }
}
