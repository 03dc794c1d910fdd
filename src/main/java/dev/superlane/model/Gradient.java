package dev.superlane.model;

/** Which gradient a step follows. */
public enum Gradient {
  /** Of a fresh batch of B samples. */
  MINIBATCH,
  /** The exact expectation; for linear students whose embedding is not trained. */
  POPULATION
}
