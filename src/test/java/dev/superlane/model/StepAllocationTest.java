package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A warm step allocates nothing on any of its threads: each mode and path, each gradient. */
@Tag("compiled")
class StepAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WINDOW = 200;

  /**
   * Ten times what it takes to be compiled. This runs with -Xbatch, where a step waits for the
   * compiler: what it takes is a number of steps, however busy the machine is.
   */
  private static final int MOST_WINDOWS = 1500;

  private static volatile Object sink;

  static Stream<Arguments> modes() {
    Stream<Arguments> minibatch =
        Stream.of(StepPath.values())
            .flatMap(path ->
                Stream.of(
                    mode(path, Embedding.IDENTITY, Activation.LINEAR, Gradient.MINIBATCH),
                    mode(path, Embedding.FROZEN, Activation.RELU, Gradient.MINIBATCH),
                    mode(path, Embedding.FROZEN, Activation.LINEAR, Gradient.MINIBATCH),
                    mode(path, Embedding.LEARNED, Activation.RELU, Gradient.MINIBATCH),
                    mode(path, Embedding.LEARNED, Activation.LINEAR, Gradient.MINIBATCH)));
    Stream<Arguments> population =
        Stream.of(Embedding.IDENTITY, Embedding.FROZEN)
            .map(embedding ->
                mode(StepPath.DENSE, embedding, Activation.LINEAR, Gradient.POPULATION));
    Stream<Arguments> adam =
        Stream.of(StepPath.values())
            .map(path ->
                Arguments.of(
                    path, Embedding.LEARNED, Activation.RELU, Gradient.MINIBATCH, Optimizer.ADAM));
    return Stream.of(minibatch, population, adam).flatMap(modes -> modes);
  }

  private static Arguments mode(
      StepPath path, Embedding embedding, Activation activation, Gradient gradient) {
    return Arguments.of(path, embedding, activation, gradient, Optimizer.SGD);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aStepAllocatesNothing(
      StepPath path,
      Embedding embedding,
      Activation activation,
      Gradient gradient,
      Optimizer optimizer) {
    int width = embedding == Embedding.IDENTITY ? 32 : 16;
    Problem problem =
        new Problem(
            new Shape(32, width, 24, embedding, activation, activation == Activation.RELU),
            Spectrum.power(32, 1.5, 1),
            Teacher.importance(32, 0),
            gradient,
            optimizer,
            0.05,
            1);
    Parameters parameters = Parameters.initial(problem.shape(), 0.5, 1);
    // On one thread first: on two, a busy machine makes thousands of steps wait for each other.
    for (int threads = 1; threads <= 2; threads++) {
      try (Team team = new Team(threads)) {
        TrainingStep step =
            TrainingSteps.of(problem, parameters, path, VectorKernels.INSTANCE, team);
        assertThat(leastBytesPerWindow(step, MOST_WINDOWS)).as(threads + " threads").isZero();
      }
    }
    assertThat(parameters.finite()).isTrue();
  }

  /** The measurement sees what a thread other than the caller allocates. */
  @Test
  void anAllocatingWorkerIsSeen() {
    try (Team team = new Team(2)) {
      Team.Region region =
          (part, parts) -> {
            if (part == 1) {
              sink = new float[16];
            }
          };
      assertThat(leastBytesPerWindow(t -> team.run(region), 50))
          .isGreaterThanOrEqualTo(WINDOW * 16L * Float.BYTES);
    }
  }

  /**
   * Bytes that all threads of this JVM allocate in the best window of steps. Interpreted and
   * half-compiled windows come first, and other threads of the JVM allocate now and then; the first
   * window without a byte ends the search, and a step that allocates has none.
   */
  private static long leastBytesPerWindow(TrainingStep step, int windows) {
    int t = 0;
    long least = Long.MAX_VALUE;
    for (int window = 0; window < windows && least > 0; window++) {
      long before = THREADS.getTotalThreadAllocatedBytes();
      for (int i = 0; i < WINDOW; i++) {
        step.advance(t++);
      }
      least = Math.min(least, THREADS.getTotalThreadAllocatedBytes() - before);
    }
    return least;
  }
}
