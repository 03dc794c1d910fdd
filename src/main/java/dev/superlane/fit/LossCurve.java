package dev.superlane.fit;

import java.util.Arrays;

/**
 * Recorded losses of one run, those at step 0 left out.
 *
 * @param steps ascending, above 0
 * @param losses one a step
 */
public record LossCurve(double[] steps, double[] losses) {
  /**
   * @throws IllegalArgumentException on lengths that differ or steps that do not ascend
   */
  public LossCurve {
    if (steps.length != losses.length) {
      throw new IllegalArgumentException(
          "%d losses for %d steps, allowed is one a step".formatted(losses.length, steps.length));
    }
    for (int i = 0; i < steps.length; i++) {
      if (!(steps[i] > (i == 0 ? 0 : steps[i - 1]))) {
        throw new IllegalArgumentException(
            "step %s at %d, allowed are steps above 0 that ascend".formatted(steps[i], i));
      }
    }
  }

  int size() {
    return steps.length;
  }

  double lastStep() {
    return steps[steps.length - 1];
  }

  double lastLoss() {
    return losses[losses.length - 1];
  }

  /** The losses of steps in [from, to]. */
  LossCurve between(double from, double to) {
    int first = 0;
    while (first < steps.length && steps[first] < from) {
      first++;
    }
    int end = first;
    while (end < steps.length && steps[end] <= to) {
      end++;
    }
    return new LossCurve(
        Arrays.copyOfRange(steps, first, end), Arrays.copyOfRange(losses, first, end));
  }

  boolean positive() {
    return Arrays.stream(losses).allMatch(loss -> loss > 0 && Double.isFinite(loss));
  }
}
