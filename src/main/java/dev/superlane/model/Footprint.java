package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.PackedMatrix;

/** Heap that a training needs, known before anything is allocated. */
public final class Footprint {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final Problem problem;
  private final long n;
  private final long k;
  private final long b;
  private final boolean identity;
  private final boolean learned;
  private final int threads;

  private Footprint(Problem problem, int threads) {
    this.problem = problem;
    this.threads = threads;
    Shape shape = problem.shape();
    n = shape.features();
    k = shape.width();
    b = shape.batch();
    identity = shape.embedding() == Embedding.IDENTITY;
    learned = shape.embedding() == Embedding.LEARNED;
  }

  /**
   * Bytes of parameters, workspace and evaluation.
   *
   * @throws IllegalArgumentException if one array would pass what Java can hold
   */
  public static long bytes(Problem problem, StepPath path, int threads) {
    Footprint of = new Footprint(problem, threads);
    // The spectrum, the importance and, a thread, one output of the evaluation.
    long floats = of.parameters() + 3 * of.n + threads * of.n;
    // Two moments and the gradient.
    floats += problem.optimizer() == Optimizer.ADAM ? 3 * of.parameters() : 0;
    if (problem.gradient() == Gradient.POPULATION) {
      return 4 * (floats + of.population()) + (of.identity ? 0 : threads * GemmBuffers.bytes());
    }
    boolean sparse = path == StepPath.SPARSE;
    floats += of.forward(Evaluation.CHUNK, of.n);
    floats += !sparse ? of.dense() : of.identity ? of.sparseIdentity() : of.sparse();
    // Of the step's products and of the evaluation's.
    long buffers = 2L * threads;
    return 4 * floats + buffers * GemmBuffers.bytes();
  }

  private long parameters() {
    long embedding = identity ? 0 : n * k;
    return array(
        "parameters", Parameters.FIRST + embedding + k * k + (problem.shape().bias() ? n : 0));
  }

  /** Of a population step and of the expected loss, which holds doubles. */
  private long population() {
    // With a bottleneck: five K×K, three moments, and one more of doubles while a loss is taken.
    return identity ? 12 * n + threads * n : 5 * k * k + 2 * (3 + 1) * k * k;
  }

  private long dense() {
    long narrow = (identity ? 0 : learned ? 4 : 3) * array("batch x width", b * k);
    return 2 * array("batch x features", b * n)
        + narrow
        + k * k
        + (learned ? n * k : 0)
        + 2L * entries((int) b)
        + b
        + 8 * n;
  }

  private long sparseIdentity() {
    return forward((int) b, n) + array("batch x features", b * n) + n * basis((int) b);
  }

  private long sparse() {
    boolean relu = problem.shape().relu();
    long m = basis((int) b);
    long columns = relu ? GatedOutput.block(problem.shape()) : n;
    long floats = forward((int) b, columns) + k * m + k * k;
    if (problem.shape().embedding() == Embedding.FROZEN) {
      floats += array("packed embedding", PackedMatrix.floats(n, k));
    }
    if (learned) {
      floats += k * m + transposed(n, Math.max(n, entries((int) b))) + threads * k;
    }
    return floats + (relu ? gated(m, columns) : linear(m));
  }

  private long gated(long m, long block) {
    long gates = 2 * array("batch x features of a block", b * block) + 2 * b;
    long q = 2 * array("basis rows x features of a block", m * block);
    q += m * (BasisResidual.pieces((int) k, (int) block) + 1);
    long samples = transposed(m, Math.max(b, entries((int) b)));
    long scratch = threads * (3 * block + block / 4 + block / 32);
    long byFeature = learned ? transposed(n, array("basis rows x features", m * n)) : 0;
    return gates + q + samples + scratch + byFeature + 3 * n;
  }

  private long linear(long m) {
    long narrow = array("batch x width", b * k);
    long decode = learned ? narrow + k * m + array("features x width", n * k) : 0;
    return narrow + k * m + 2L * entries((int) b) + decode;
  }

  private static long transposed(long columns, long capacity) {
    return columns + 2 + 2 * capacity;
  }

  /** Of a {@link BatchForward}. */
  private long forward(int rows, long columns) {
    long products = array("basis rows x features", basis(rows) * columns);
    long narrow = identity ? 0 : 2 * basis(rows) * k;
    int others = GroupedBatch.partRows(rows, threads);
    long drawn = (threads - 1) * (2L * entries(others) + others + 8 * n);
    return products + narrow + 5L * entries(rows) + 9L * rows + 11 * n + drawn;
  }

  private int entries(int rows) {
    return SparseBatch.capacity(problem.spectrum(), rows);
  }

  private long basis(int rows) {
    return BatchForward.basisCapacity(problem.shape(), rows, entries(rows));
  }

  private static long array(String what, long length) {
    if (length > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "%s is %d elements in one array, allowed are %d".formatted(what, length, MAX_ARRAY));
    }
    return length;
  }
}
