package dev.superlane.train;

import dev.superlane.model.Moments;
import dev.superlane.model.Optimizer;
import dev.superlane.model.Parameters;
import java.util.Optional;

/**
 * All that a step changes.
 *
 * @param moments with Adam
 */
public record State(Parameters parameters, Optional<Moments> moments) {
  /** Parameters that no step has changed yet. */
  static State fresh(Parameters parameters, Optimizer optimizer) {
    return new State(parameters, Moments.fresh(optimizer, parameters.shape));
  }

  /** What is NaN or infinite, in words. */
  Optional<String> notFinite() {
    if (!parameters.finite()) {
      return Optional.of("a parameter");
    }
    return moments.filter(m -> !m.finite()).map(m -> "a moment of Adam");
  }
}
