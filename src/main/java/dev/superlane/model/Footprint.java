package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.PackedMatrix;

/** Heap that a training needs, known before anything is allocated. */
public final class Footprint {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private Footprint() {}

  /**
   * Bytes of parameters, workspace and evaluation.
   *
   * @throws IllegalArgumentException if one array would pass what Java can hold
   */
  public static long bytes(Problem problem, StepPath path, int threads) {
    Shape shape = problem.shape();
    long n = shape.features();
    long k = shape.width();
    long b = shape.batch();
    boolean identity = shape.embedding() == Embedding.IDENTITY;
    boolean learned = shape.embedding() == Embedding.LEARNED;
    long floats = array("core", k * k) + n;
    if (!identity) {
      floats += array("embedding", n * k);
    }
    if (problem.gradient() == Gradient.POPULATION) {
      long moments = identity ? 4 * n : 3 * 2 * k * k + 5 * k * k;
      return 4 * (floats + moments + threads * n) + 2 * threads * GemmBuffers.bytes();
    }
    floats += forward(problem, Evaluation.CHUNK);
    array("batch x features", b * n);
    if (path == StepPath.DENSE) {
      floats += 2 * b * n + k * k + (identity ? 0 : (learned ? 4 : 3) * b * k);
    } else if (identity) {
      floats += b * n + 2 * forward(problem, (int) b);
    } else {
      long gates = shape.relu() ? 2 * b * n : 0;
      if (shape.embedding() == Embedding.FROZEN) {
        floats += array("packed embedding", PackedMatrix.floats(n, k));
      }
      floats += forward(problem, (int) b) + gates + k * k + 4 * Math.min(n, b) * k + b * k;
    }
    if (learned) {
      floats += n * k + b * k;
    }
    return 4 * (floats + 4 * n * threads) + 2 * threads * GemmBuffers.bytes();
  }

  /** Floats of a {@link BatchForward}. */
  private static long forward(Problem problem, int rows) {
    Shape shape = problem.shape();
    int entries = SparseBatch.forSpectrum(problem.spectrum(), rows).indices.length;
    long basis = BatchForward.basisCapacity(shape, rows, entries);
    long products = array("basis rows x features", basis * shape.features());
    long narrow = shape.embedding() == Embedding.IDENTITY ? 0 : 2 * basis * shape.width();
    return products + narrow + 5L * entries + 8L * rows + 2L * shape.features();
  }

  private static long array(String what, long length) {
    if (length > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "%s is %d elements in one array, allowed are %d".formatted(what, length, MAX_ARRAY));
    }
    return length;
  }
}
