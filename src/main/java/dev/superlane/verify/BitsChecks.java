package dev.superlane.verify;

import dev.superlane.kernel.ScalarKernels;
import java.util.List;

/**
 * The bits contract: ten steps give the same parameters and loss on scalar kernels and on 1, 2, 3
 * threads.
 */
final class BitsChecks {
  private static final int STEPS = 10;

  private BitsChecks() {}

  static List<Check> of(Subject subject) {
    return Route.all().stream()
        .map(route ->
            new Check(
                route.name(),
                0,
                "parameters and losses that differ; the bits contract allows none",
                () -> differing(route, subject)))
        .toList();
  }

  private static double differing(Route route, Subject subject) {
    Case student = route.student();
    Subject scalar = subject.on(ScalarKernels.INSTANCE, 1);
    float[] expected = student.train(route.path(), scalar, STEPS);
    double loss = student.loss(expected, scalar);
    int differing = 0;
    for (int threads = 1; threads <= 3; threads++) {
      Subject other = subject.on(subject.kernels(), threads);
      float[] trained = student.train(route.path(), other, STEPS);
      differing += Bits.differing(expected, trained);
      differing += Double.compare(loss, student.loss(trained, other)) == 0 ? 0 : 1;
    }
    return differing;
  }
}
