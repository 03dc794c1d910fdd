package dev.superlane.model;

/** How a step follows its gradient. */
public enum Optimizer {
  /** θ ← θ − η g. */
  SGD,
  /** Of Kingma and Ba, see {@link AdamStep}. */
  ADAM
}
