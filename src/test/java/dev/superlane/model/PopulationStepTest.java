package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.theory.PopulationLoss;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The population step descends the exact expected loss, which is quadratic in S. */
class PopulationStepTest {
  private static final int N = 18;
  private static final double RATE = 0.125;

  /**
   * A central difference of a quadratic is exact for any h, so h = 1 leaves rounding alone: the
   * loss's in double, and the float step's, which is below γ_m of the moments' sizes with m ≈ 2K +
   * 4; entries of G, S, M, T here are below 4, hence 1e-4 with room.
   */
  @ParameterizedTest
  @EnumSource(
      value = Embedding.class,
      names = {"IDENTITY", "FROZEN"})
  void followsTheExactGradient(Embedding embedding) {
    int width = embedding == Embedding.IDENTITY ? N : 7;
    Problem problem =
        new Problem(
            new Shape(N, width, 1, embedding, Activation.LINEAR, false),
            Spectrum.power(N, 1.3, 2),
            Teacher.importance(N, 0.4),
            Gradient.POPULATION,
            RATE,
            1);
    Parameters parameters = Parameters.initial(problem.shape(), 0.6, 2);
    Parameters stepped = Parameters.initial(problem.shape(), 0.6, 2);
    try (Team team = new Team(2)) {
      TrainingSteps.of(problem, stepped, StepPath.DENSE, VectorKernels.INSTANCE, team).advance(0);
      Evaluation evaluation = new Evaluation(problem, parameters, VectorKernels.INSTANCE, team);
      for (int i = 0; i < width * width; i++) {
        int at = parameters.core + i;
        float centre = parameters.values[at];
        float up = centre + 1;
        float down = centre - 1;
        double difference =
            (loss(evaluation, parameters, at, up) - loss(evaluation, parameters, at, down))
                / ((double) up - down);
        // What rounding of centre ± 1 shifts the midpoint by is below 1e-7 of the curvature.
        parameters.values[at] = centre;
        double gradient = (centre - stepped.values[at]) / RATE;
        assertThat(Math.abs(gradient - difference)).isLessThan(1e-4);
      }
    }
  }

  /** O(K²) bytes, and the moments, O(NK²) to make, once for the step and the loss beside it. */
  @Test
  void momentsAreMadeOnceAndNotCopiedForEachEntry() {
    int width = 64;
    Problem problem =
        new Problem(
            new Shape(96, width, 1, Embedding.FROZEN, Activation.LINEAR, false),
            Spectrum.power(96, 1.3, 2),
            Teacher.importance(96, 0.4),
            Gradient.POPULATION,
            RATE,
            1);
    Parameters parameters = Parameters.initial(problem.shape(), 0.6, 2);
    PopulationLoss moments = TrainingSteps.moments(problem, parameters);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Team team = new Team(1)) {
      long before = threads.getCurrentThreadAllocatedBytes();
      TrainingStep step =
          new PopulationBottleneckStep(problem, parameters, moments, VectorKernels.INSTANCE, team);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before - GemmBuffers.bytes();
      // 5 matrices of floats and 3 copies of doubles are 44 K²; the rest is for classes loaded on
      // the way. A copy an entry would be 24 K⁴, 2000 times that.
      assertThat(bytes).isLessThan(10 * 44L * width * width);

      Evaluation beside = new Evaluation(problem, parameters, VectorKernels.INSTANCE, team, step);
      Evaluation alone = new Evaluation(problem, parameters, VectorKernels.INSTANCE, team);
      beside.run();
      alone.run();
      assertThat(beside.loss()).isEqualTo(alone.loss());
    }
  }

  private static double loss(Evaluation evaluation, Parameters parameters, int at, float value) {
    parameters.values[at] = value;
    evaluation.run();
    return evaluation.loss();
  }
}
