package dev.superlane.model;

import dev.superlane.data.Spectrum;

/**
 * What {@code --path auto} means: the path with fewer expected floating-point operations, a
 * function of the configuration and the constants here alone.
 */
public final class PathChoice {
  /** Open gates once training is under way: 0.3 to 2 % were measured; the first steps have more. */
  private static final double OPEN_GATES = 0.02;

  /**
   * Combining and gating run at memory's pace: one of their multiply-adds costs about 8 of GEMM's.
   */
  private static final double COMBINE_WEIGHT = 8;

  private PathChoice() {}

  public static StepPath choose(Problem problem) {
    return sparseWork(problem) <= denseWork(problem) ? StepPath.SPARSE : StepPath.DENSE;
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

  /** Expected multiply-adds of a sparse step, slow ones weighted. */
  static double sparseWork(Problem problem) {
    Shape shape = problem.shape();
    double n = shape.features();
    double k = shape.width();
    double b = shape.batch();
    double active = problem.spectrum().sum();
    double m = basisRows(problem.spectrum(), shape);
    double combine = COMBINE_WEIGHT * b * (1 + active) * n;
    if (shape.embedding() == Embedding.IDENTITY) {
      return 2 * combine;
    }
    double products = m * (2 * k * k + n * k);
    double samples = COMBINE_WEIGHT * b * active * k;
    double gates = COMBINE_WEIGHT * OPEN_GATES * b * n * k;
    boolean learned = shape.embedding() == Embedding.LEARNED;
    if (!shape.relu()) {
      return products + m * n * k * (learned ? 2 : 1) + samples * 2;
    }
    return combine + products + samples + gates * (learned ? 2 : 1) + (learned ? m * k * k : 0);
  }

  /** Expected min(distinct features, non-empty samples). */
  private static double basisRows(Spectrum spectrum, Shape shape) {
    double distinct = 0;
    double empty = 1;
    for (int i = 0; i < spectrum.features(); i++) {
      double p = spectrum.probability(i);
      distinct += 1 - StrictMath.pow(1 - p, shape.batch());
      empty *= 1 - p;
    }
    return Math.min(distinct, shape.batch() * (1 - empty));
  }
}
