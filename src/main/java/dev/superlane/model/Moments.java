package dev.superlane.model;

import java.util.Optional;

/**
 * What Adam keeps of earlier gradients, with the parameters' layout; what is not trained stays 0.
 *
 * @param first the decaying mean of g
 * @param second the decaying mean of g²
 */
public record Moments(Parameters first, Parameters second) {
  /** Before the first step: all zero. */
  public static Moments zero(Shape shape) {
    return new Moments(new Parameters(shape), new Parameters(shape));
  }

  /** The same of an optimizer, empty where it keeps none. */
  public static Optional<Moments> fresh(Optimizer optimizer, Shape shape) {
    return optimizer == Optimizer.ADAM ? Optional.of(zero(shape)) : Optional.empty();
  }

  /** Whether none is NaN or infinite. */
  public boolean finite() {
    return first.finite() && second.finite();
  }
}
