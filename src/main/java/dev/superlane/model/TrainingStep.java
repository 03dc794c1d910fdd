package dev.superlane.model;

/** One SGD step of one path. Allocates nothing once constructed. */
public interface TrainingStep {
  /** Updates the parameters from {@code step} to {@code step + 1}; sampling included. */
  void advance(int step);
}
