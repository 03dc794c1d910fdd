package dev.superlane.data;

/**
 * The independent streams of random numbers that one seed gives. The ordinal is part of the
 * counter: new streams go at the end, or every run of old seeds changes.
 */
public enum Stream {
  /** The batch of each step. */
  BATCH,
  /** The held-out set. */
  HELD_OUT,
  /** The start of the embedding. */
  EMBEDDING,
  /** The start of the core. */
  CORE
}
