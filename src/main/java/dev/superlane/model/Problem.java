package dev.superlane.model;

import dev.superlane.data.Spectrum;

/**
 * All that defines a training's arithmetic besides its start and its path.
 *
 * @param importance the teacher's diagonal A, N values
 * @param learningRate η, of SGD θ ← θ − η g
 * @param seed of batches and of the held-out set
 */
public record Problem(
    Shape shape,
    Spectrum spectrum,
    float[] importance,
    Gradient gradient,
    Optimizer optimizer,
    double learningRate,
    long seed) {

  /** One of SGD. */
  public Problem(
      Shape shape,
      Spectrum spectrum,
      float[] importance,
      Gradient gradient,
      double learningRate,
      long seed) {
    this(shape, spectrum, importance, gradient, Optimizer.SGD, learningRate, seed);
  }

  public Problem {
    if (gradient == Gradient.POPULATION
        && (shape.relu() || shape.embedding() == Embedding.LEARNED)) {
      throw new IllegalArgumentException(
          "gradient is population, allowed only for linear students with identity or frozen embedding");
    }
  }
}
