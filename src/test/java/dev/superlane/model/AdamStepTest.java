package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.verify.Case;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Adam follows the gradient that SGD descends, by the formulas of Kingma and Ba. */
class AdamStepTest {
  private static final int STEPS = 6;

  static Stream<Arguments> routes() {
    Stream<Arguments> minibatch =
        Case.minibatch().stream()
            .flatMap(c -> Stream.of(StepPath.values()).map(path -> Arguments.of(c, path)));
    return Stream.concat(
        minibatch, Case.population().stream().map(c -> Arguments.of(c, StepPath.DENSE)));
  }

  private static float[] gradient(Problem problem, Parameters at, StepPath path, int step) {
    float[] gradient = new float[at.values.length];
    try (Team team = new Team(2)) {
      TrainingSteps.of(problem, at, new Descent(gradient, 1), path, VectorKernels.INSTANCE, team)
          .advance(step);
    }
    return gradient;
  }

  /** To the bit, and nothing else moves. */
  @ParameterizedTest
  @MethodSource("routes")
  void theGradientIsTheOneThatSgdDescends(Case student, StepPath path) {
    Problem problem = student.problem();
    Parameters at = student.start();
    float[] gradient = gradient(problem, at, path, 3);
    assertThat(at.values).isEqualTo(student.start().values);
    float[] expected = at.values.clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.fma((float) -problem.learningRate(), gradient[i], expected[i]);
    }
    Parameters descended = student.start();
    try (Team team = new Team(2)) {
      TrainingSteps.of(problem, descended, path, VectorKernels.INSTANCE, team).advance(3);
    }
    assertThat(descended.values).isEqualTo(expected);
  }

  /**
   * Each step against its formulas in double, from the moments before it. Rounding as in AdamTest,
   * and rate and ε are rounded once more each: γ_10 in place of γ_9, and γ_11 for the double's own.
   * What underflows in v is far below ε.
   */
  @ParameterizedTest
  @MethodSource("routes")
  void aStepIsKingmaAndBas(Case student, StepPath path) {
    Problem problem = adam(student.problem());
    Parameters parameters = student.start();
    Moments moments = Moments.zero(problem.shape());
    try (Team team = new Team(2)) {
      TrainingStep step =
          TrainingSteps.of(
              problem, parameters, Optional.of(moments), path, VectorKernels.INSTANCE, team);
      for (int t = 0; t < STEPS; t++) {
        float[] gradient = gradient(problem, parameters, path, t);
        float[] before = parameters.values.clone();
        float[] first = moments.first().values.clone();
        float[] second = moments.second().values.clone();
        step.advance(t);
        for (int i = parameters.trained(); i < before.length; i++) {
          double g = gradient[i];
          double m = 0.9 * first[i] + 0.1 * g;
          double v = 0.999 * second[i] + 0.001 * g * g;
          double meanCorrection = 1 - Math.pow(0.9, t + 1);
          double denominator = Math.sqrt(v / (1 - Math.pow(0.999, t + 1))) + 1e-8;
          double x = before[i] - problem.learningRate() * m / meanCorrection / denominator;
          double size = (Math.abs(0.9 * first[i]) + Math.abs(0.1 * g)) / meanCorrection;
          double bound =
              problem.learningRate() * gamma(11) * size / denominator + 0x1p-24 * Math.abs(x);
          assertThat(Math.abs(parameters.values[i] - x))
              .as("%d at %d", i, t)
              .isLessThanOrEqualTo(bound);
        }
        for (int i = 0; i < parameters.trained(); i++) {
          assertThat(parameters.values[i]).isEqualTo(before[i]);
        }
      }
    }
  }

  private static double gamma(int k) {
    return k * 0x1p-24 / (1 - k * 0x1p-24);
  }

  /** A feature that a batch does not hold moves on by what its moments remember. */
  @Test
  void rowsWithoutAGradientMove() {
    Case student =
        Case.minibatch().stream()
            .filter(c -> c.label().equals("learned relu+bias N=33 K=9 B=5"))
            .findFirst()
            .orElseThrow();
    Problem problem = adam(student.problem());
    Parameters parameters = student.start();
    Moments moments = Moments.zero(problem.shape());
    int moved = 0;
    try (Team team = new Team(1)) {
      TrainingStep step =
          TrainingSteps.of(
              problem,
              parameters,
              Optional.of(moments),
              StepPath.SPARSE,
              VectorKernels.INSTANCE,
              team);
      for (int t = 0; t < 20; t++) {
        float[] gradient = gradient(problem, parameters, StepPath.SPARSE, t);
        float[] before = parameters.values.clone();
        step.advance(t);
        for (int i = 0; i < parameters.core; i++) {
          moved += gradient[i] == 0 && parameters.values[i] != before[i] ? 1 : 0;
        }
      }
    }
    assertThat(moved).isPositive();
  }

  private static Problem adam(Problem problem) {
    return new Problem(
        problem.shape(),
        problem.spectrum(),
        problem.importance(),
        problem.gradient(),
        Optimizer.ADAM,
        0.01,
        problem.seed());
  }
}
