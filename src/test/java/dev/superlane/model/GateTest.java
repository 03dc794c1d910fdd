package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a gate does at exactly 0 and at NaN, where differences cannot tell. */
class GateTest {
  private static final Problem PROBLEM =
      new Problem(
          new Shape(20, 6, 16, Embedding.LEARNED, Activation.RELU, true),
          Spectrum.power(20, 1.5, 2),
          Teacher.importance(20, 0),
          Gradient.MINIBATCH,
          0.5,
          3);

  /** A zero core and no bias give o = 0 everywhere: every gate is shut and nothing moves. */
  @ParameterizedTest
  @EnumSource(StepPath.class)
  void shutAtExactlyZero(StepPath path) {
    Parameters parameters = Parameters.initial(PROBLEM.shape(), 0, 1);
    float[] start = parameters.values.clone();
    step(path, parameters);
    assertThat(parameters.values).isEqualTo(start);
  }

  /** The smallest positive bias opens its gate, in samples without input too. */
  @ParameterizedTest
  @EnumSource(StepPath.class)
  void openJustAboveZero(StepPath path) {
    Parameters parameters = Parameters.initial(PROBLEM.shape(), 0, 1);
    parameters.values[parameters.bias + 7] = Float.MIN_NORMAL;
    float[] start = parameters.values.clone();
    step(path, parameters);
    assertThat(parameters.values[parameters.bias + 7]).isNotEqualTo(start[parameters.bias + 7]);
    assertThat(parameters.values[parameters.bias + 8]).isEqualTo(start[parameters.bias + 8]);
  }

  @ParameterizedTest
  @EnumSource(StepPath.class)
  void openForNaN(StepPath path) {
    Parameters parameters = Parameters.initial(PROBLEM.shape(), 0, 1);
    parameters.values[parameters.bias + 7] = Float.NaN;
    step(path, parameters);
    assertThat(parameters.finite()).isFalse();
    assertThat(parameters.values[parameters.core]).isNaN();
  }

  /** Rows of T that no open gate reaches are zeros, not those of the step before. */
  @ParameterizedTest
  @EnumSource(StepPath.class)
  void nothingIsLeftOfEarlierSteps(StepPath path) {
    float[] one = null;
    for (int threads = 1; threads <= 4; threads++) {
      Parameters parameters = Parameters.initial(PROBLEM.shape(), 0.5, 1);
      try (Team team = new Team(threads)) {
        TrainingStep step =
            TrainingSteps.of(PROBLEM, parameters, path, VectorKernels.INSTANCE, team);
        for (int t = 0; t < 4; t++) {
          step.advance(t);
        }
        float[] open = parameters.values.clone();
        one = one == null ? open : one;
        assertThat(open).as(threads + " threads").isEqualTo(one);
        int end = parameters.bias + PROBLEM.shape().features();
        Arrays.fill(parameters.values, parameters.bias, end, -1000);
        float[] shut = parameters.values.clone();
        step.advance(4);
        assertThat(parameters.values).as(threads + " threads").isEqualTo(shut);
      }
    }
  }

  private static void step(StepPath path, Parameters parameters) {
    try (Team team = new Team(1)) {
      TrainingSteps.of(PROBLEM, parameters, path, VectorKernels.INSTANCE, team).advance(0);
    }
  }
}
