package dev.superlane.verify;

/** How much is verified. */
public enum Preset {
  /** Under a minute on two cores. */
  QUICK,
  /** Under a quarter of an hour on two cores. */
  FULL
}
