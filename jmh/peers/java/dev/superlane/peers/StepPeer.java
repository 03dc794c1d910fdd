package dev.superlane.peers;

/** A training step of the student with a bottleneck, ReLU and bias, in somebody's hands. */
interface StepPeer {
  /** Draws a batch and takes one step. */
  void advance();

  /** Takes the step of our sampler's batch {@code step}, for comparison. */
  void advanceOn(int step);

  /** Sets all parameters, in the order of {@link dev.superlane.model.Parameters}. */
  void set(float[] parameters);

  /** All parameters. */
  float[] parameters();
}
