package dev.superlane.verify;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.model.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bits contract: ten steps give the same parameters on scalar kernels and on 1, 2, 3 threads.
 */
final class BitsChecks {
  private static final int STEPS = 10;

  private BitsChecks() {}

  static List<Check> of(Kernels kernels) {
    List<Check> checks = new ArrayList<>();
    for (Case c : Case.minibatch()) {
      for (StepPath path : StepPath.values()) {
        String name = path.name().toLowerCase(Locale.ROOT) + " path";
        checks.add(check(name, c, path, kernels));
      }
    }
    for (Case c : Case.population()) {
      checks.add(check("population gradient", c, StepPath.DENSE, kernels));
    }
    return checks;
  }

  private static Check check(String step, Case c, StepPath path, Kernels kernels) {
    return new Check(
        "same bits on scalar kernels and 1, 2, 3 threads, %s, %s".formatted(step, c.label()),
        0,
        "the bits contract: parameters that differ",
        () -> mismatches(c, path, kernels));
  }

  private static double mismatches(Case c, StepPath path, Kernels kernels) {
    float[] expected = c.train(path, ScalarKernels.INSTANCE, 1, STEPS);
    int differing = 0;
    for (int threads = 1; threads <= 3; threads++) {
      differing += Bits.differing(expected, c.train(path, kernels, threads, STEPS));
    }
    return differing;
  }
}
