package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A warm step allocates nothing, in every mode and path. */
class StepAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WINDOW = 200;
  private static final int MOST_WINDOWS = 20_000;

  static Stream<Arguments> modes() {
    return Stream.of(StepPath.values())
        .flatMap(path ->
            Stream.of(
                Arguments.of(path, Embedding.IDENTITY, Activation.LINEAR),
                Arguments.of(path, Embedding.FROZEN, Activation.RELU),
                Arguments.of(path, Embedding.LEARNED, Activation.RELU),
                Arguments.of(path, Embedding.LEARNED, Activation.LINEAR)));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aStepAllocatesNothing(StepPath path, Embedding embedding, Activation activation) {
    int width = embedding == Embedding.IDENTITY ? 32 : 16;
    Problem problem =
        new Problem(
            new Shape(32, width, 24, embedding, activation, activation == Activation.RELU),
            Spectrum.power(32, 1.5, 1),
            Teacher.importance(32, 0),
            Gradient.MINIBATCH,
            0.05,
            1);
    Parameters parameters = Parameters.initial(problem.shape(), 0.5, 1);
    try (Team team = new Team(1)) {
      TrainingStep step = TrainingSteps.of(problem, parameters, path, VectorKernels.INSTANCE, team);
      assertThat(leastBytesPerWindow(step)).isZero();
    }
    assertThat(parameters.finite()).isTrue();
  }

  /**
   * Runs until a window of steps allocates nothing, which it does once all is compiled; what it
   * still allocates after many windows it will go on allocating.
   */
  private static long leastBytesPerWindow(TrainingStep step) {
    int t = 0;
    long least = Long.MAX_VALUE;
    for (int window = 0; window < MOST_WINDOWS && least > 0; window++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < WINDOW; i++) {
        step.advance(t++);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
