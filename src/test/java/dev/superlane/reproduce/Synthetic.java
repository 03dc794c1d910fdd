package dev.superlane.reproduce;

import dev.superlane.fit.LossCurve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/** Reproductions whose exponents are known. */
final class Synthetic {
  static final String RECIPE =
      """
      {
        "seeds": [1, 2, 3],
        "common": {"features": %d, "batch": 8, "lr": 0.1, "steps": 10000},
        "superposition": {"width": 16},
        "sequential": {"embedding": "identity"},
        "data-exponents": [1.1, 2.0],
        "channel-exponents": [0, 1],
        "sequential-window": [30, 300],
        "transition": {
          "data-and-channel-exponents": [[1.1, 0], [2.0, 1]],
          "features-per-width": [1, 4],
          "options": {"features": 64}
        },
        "robustness": {
          "data-exponent": 2.0,
          "variations": [{"name": "linear spectrum", "options": {"spectrum": "linear"}}]
        }
      }
      """;

  private Synthetic() {}

  /**
   * Pure power laws.
   *
   * @param exponent of a setting and a seed; NaN for a run that diverged
   */
  static Measured of(Recipe recipe, ToDoubleBiFunction<Setting, Long> exponent) {
    Map<String, List<Run>> runs = new HashMap<>();
    for (Setting setting : recipe.settings()) {
      List<Run> bySeed = new ArrayList<>();
      for (long seed : setting.seeds()) {
        double alpha = exponent.applyAsDouble(setting, seed);
        bySeed.add(
            new Run(
                "runs/%s/seed-%d".formatted(setting.id(), seed),
                0.1,
                curve(Double.isNaN(alpha) ? 1 : alpha),
                Double.isNaN(alpha) ? Optional.of("it diverged") : Optional.empty()));
      }
      runs.put(setting.id(), bySeed);
    }
    return new Measured(recipe, runs);
  }

  private static LossCurve curve(double alpha) {
    double[] steps = new double[65];
    double[] losses = new double[65];
    int n = 0;
    for (int k = 0; k < 65; k++) {
      double step = Math.rint(Math.pow(10, k / 16.0));
      if (n == 0 || step > steps[n - 1]) {
        steps[n] = step;
        losses[n] = Math.pow(step, -alpha);
        n++;
      }
    }
    return new LossCurve(java.util.Arrays.copyOf(steps, n), java.util.Arrays.copyOf(losses, n));
  }
}
