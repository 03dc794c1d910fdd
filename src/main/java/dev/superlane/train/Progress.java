package dev.superlane.train;

/** Who watches a training. Called between stretches of steps, never within one. */
public interface Progress {
  /** {@code step} steps are done; at least once in 100 steps. */
  void reached(int step);

  /** The loss after {@code step} steps. */
  void measured(int step, double loss);

  /** Said once: every gate was shut at the last two recorded steps. */
  void dead(int step);
}
