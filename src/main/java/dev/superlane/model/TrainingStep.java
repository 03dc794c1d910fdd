package dev.superlane.model;

/**
 * One step of one path. Allocates nothing once constructed, unless a batch has more active features
 * than there is room for: fewer than 1 in 10^21 ({@link dev.superlane.data.SparseBatch#capacity}).
 */
public interface TrainingStep {
  /** Updates the parameters from {@code step} to {@code step + 1}; sampling included. */
  void advance(int step);
}
