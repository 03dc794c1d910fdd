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

  private Footprint(Problem problem) {
    this.problem = problem;
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
    Footprint of = new Footprint(problem);
    // The spectrum, the importance and, a thread, one output of the evaluation.
    long floats = of.parameters() + 3 * of.n + threads * of.n;
    if (problem.gradient() == Gradient.POPULATION) {
      return 4 * (floats + of.population(threads))
          + (of.identity ? 0 : threads * GemmBuffers.bytes());
    }
    boolean sparse = path == StepPath.SPARSE;
    floats += of.forward(Evaluation.CHUNK);
    floats += !sparse ? of.dense() : of.identity ? of.sparseIdentity() : of.sparse(threads);
    boolean linearDecode = sparse && of.learned && !problem.shape().relu();
    // Of the step's products, of the evaluation's, and of LinearOutput's decode part.
    long buffers = (linearDecode ? 3L : 2L) * threads;
    return 4 * floats + buffers * GemmBuffers.bytes();
  }

  private long parameters() {
    long embedding = identity ? 0 : n * k;
    return array("parameters", embedding + k * k + (problem.shape().bias() ? n : 0));
  }

  /** Of a population step and of the expected loss, which holds doubles. */
  private long population(int threads) {
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
        + 5 * n;
  }

  private long sparseIdentity() {
    return forward((int) b) + array("batch x features", b * n) + n * basis((int) b);
  }

  private long sparse(int threads) {
    long wide = k * basis((int) b);
    long floats = forward((int) b) + wide + k * k + array("batch x width", b * k);
    if (problem.shape().embedding() == Embedding.FROZEN) {
      floats += array("packed embedding", PackedMatrix.floats(n, k));
    }
    if (learned) {
      floats += n * k + b * k + wide + n;
    }
    // Only ReLU's gates have a slot for every output of the batch.
    return problem.shape().relu()
        ? floats + 2 * array("batch x features", b * n) + 3 * n + threads * n + 2 * b
        : floats + (learned ? 2 : 1) * wide + 2L * entries((int) b);
  }

  /** Of a {@link BatchForward}. */
  private long forward(int rows) {
    long products = array("basis rows x features", basis(rows) * n);
    long narrow = identity ? 0 : 2 * basis(rows) * k;
    return products + narrow + 5L * entries(rows) + 8L * rows + 8 * n;
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
