package dev.superlane.verify;

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

  static List<Check> of(Subject subject) {
    List<Check> checks = new ArrayList<>();
    for (Case c : Case.minibatch()) {
      for (StepPath path : StepPath.values()) {
        String name = path.name().toLowerCase(Locale.ROOT) + " path";
        checks.add(check(name, c, path, subject));
      }
    }
    for (Case c : Case.population()) {
      checks.add(check("population gradient", c, StepPath.DENSE, subject));
    }
    return checks;
  }

  private static Check check(String step, Case c, StepPath path, Subject subject) {
    return new Check(
        "%s, %s".formatted(step, c.label()),
        0,
        "the bits contract: parameters that differ",
        () -> mismatches(c, path, subject));
  }

  private static double mismatches(Case c, StepPath path, Subject subject) {
    float[] expected = c.train(path, subject.on(ScalarKernels.INSTANCE, 1), STEPS);
    int differing = 0;
    for (int threads = 1; threads <= 3; threads++) {
      differing +=
          Bits.differing(expected, c.train(path, subject.on(subject.kernels(), threads), STEPS));
    }
    return differing;
  }
}
