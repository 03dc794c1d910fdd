package dev.superlane.model;

/** How features reach the bottleneck: h = W x. */
public enum Embedding {
  /** K = N and W = I: the student without superposition, ŷ = S x. */
  IDENTITY,
  /** Random rows of unit norm, not trained. */
  FROZEN,
  /** The same start, trained and tied: the same W encodes and decodes. */
  LEARNED
}
