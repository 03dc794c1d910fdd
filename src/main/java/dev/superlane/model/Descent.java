package dev.superlane.model;

/**
 * Where a step's gradient goes: target ← target + factor·g, each element once, in one fma. In zeros
 * by a factor of 1 that is the gradient itself.
 *
 * @param target as {@link Parameters#values}, with the same offsets
 */
record Descent(float[] target, float factor) {
  /** SGD: down from the parameters by η. */
  static Descent sgd(Problem problem, Parameters parameters) {
    return new Descent(parameters.values, (float) -problem.learningRate());
  }
}
