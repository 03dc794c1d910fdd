package dev.superlane.model;

import dev.superlane.data.Spectrum;

/**
 * What {@code --path auto} means: the path with the lower expected time by a cost model, a function
 * of the configuration and the constants here alone.
 *
 * <p>The constants are nanoseconds on one core of a Zen 4 machine, fitted to both paths' times in
 * the 64 configurations of scripts/path-grid, and rounded; only their ratios matter. There the
 * choice costs more than 1.1 times the better path in 2 of 64; fitted to one half of the grid, in 1
 * and 0 of the 32 of the other half.
 */
public final class PathChoice {
  /** A multiply-add of a dense path's products, and of a sparse path's narrower ones. */
  private static final double DENSE_PRODUCT = 0.0186;

  private static final double SPARSE_PRODUCT = 0.022;

  /** An output of the batch, gated and its residual taken. */
  private static final double DENSE_OUTPUT = 0.9;

  /** An active feature, drawn and put into X. */
  private static final double DENSE_ENTRY = 32;

  /** A parameter, cleared and updated. */
  private static final double DENSE_PARAMETER = 1;

  private static final double DENSE_STEP = 12_000;

  /** An output of a non-empty sample combined from one more row, and more where it is gated. */
  private static final double SPARSE_COMBINE = 0.18;

  private static final double SPARSE_GATE = 0.1;

  /** A multiply-add of T = Q·W if Q were full: about one in ten is. */
  private static final double SPARSE_BACKWARD = 0.0045;

  /** An active feature, drawn, grouped and its gates summed. */
  private static final double SPARSE_ENTRY = 60;

  private static final double SPARSE_PARAMETER = 0.18;
  private static final double SPARSE_STEP = 19_000;

  private PathChoice() {}

  public static StepPath choose(Problem problem) {
    return sparseNanos(problem) <= denseNanos(problem) ? StepPath.SPARSE : StepPath.DENSE;
  }

  /** Of one step on one core of the machine of the constants. */
  public static double expectedNanos(Problem problem, StepPath path) {
    return path == StepPath.SPARSE ? sparseNanos(problem) : denseNanos(problem);
  }

  /** Multiply-adds of a dense step's products. */
  public static double denseWork(Problem problem) {
    Shape shape = problem.shape();
    double n = shape.features();
    double k = shape.width();
    double b = shape.batch();
    return switch (shape.embedding()) {
      case IDENTITY -> 2 * b * n * n;
      case FROZEN -> b * (3 * n * k + 2 * k * k);
      case LEARNED -> b * (5 * n * k + 3 * k * k);
    };
  }

  static double denseNanos(Problem problem) {
    Shape shape = problem.shape();
    double n = shape.features();
    double k = shape.width();
    double b = shape.batch();
    double trained = k * k + (shape.embedding() == Embedding.LEARNED ? n * k : 0);
    return DENSE_PRODUCT * denseWork(problem)
        + DENSE_OUTPUT * b * n
        + DENSE_ENTRY * b * problem.spectrum().sum()
        + DENSE_PARAMETER * trained
        + DENSE_STEP;
  }

  static double sparseNanos(Problem problem) {
    Shape shape = problem.shape();
    double n = shape.features();
    double k = shape.width();
    double entries = shape.batch() * problem.spectrum().sum();
    double samples = shape.batch() * (1 - emptyShare(problem.spectrum()));
    double m = Math.min(distinctFeatures(problem.spectrum(), shape.batch()), samples);
    double combine = SPARSE_COMBINE * (samples + entries) * n;
    double time = SPARSE_ENTRY * entries + SPARSE_STEP;
    if (shape.embedding() == Embedding.IDENTITY) {
      return time + combine;
    }
    boolean learned = shape.embedding() == Embedding.LEARNED;
    int sides = learned ? 2 : 1;
    time += SPARSE_PRODUCT * m * (2 * k * k + n * k + (learned ? k * k : 0));
    time += learned ? SPARSE_PARAMETER * n * k : 0;
    return shape.relu()
        ? time + combine + SPARSE_GATE * entries * n + SPARSE_BACKWARD * sides * m * n * k
        : time + SPARSE_PRODUCT * sides * m * n * k;
  }

  /** Expected number of features that a batch holds. */
  private static double distinctFeatures(Spectrum spectrum, int batch) {
    double distinct = 0;
    for (int i = 0; i < spectrum.features(); i++) {
      distinct += 1 - StrictMath.pow(1 - spectrum.probability(i), batch);
    }
    return distinct;
  }

  private static double emptyShare(Spectrum spectrum) {
    double empty = 1;
    for (int i = 0; i < spectrum.features(); i++) {
      empty *= 1 - spectrum.probability(i);
    }
    return empty;
  }
}
