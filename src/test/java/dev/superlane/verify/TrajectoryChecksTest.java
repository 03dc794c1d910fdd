package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.Spectrum;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trajectories follow theory, and a step with one fault does not. */
class TrajectoryChecksTest {
  private static final String IDENTITY = "loss against the exact curve: identity";
  private static final String TOTAL = "total loss against the closed form: frozen N=64 K=16";
  private static final String EXCESS = "excess over the floor against the closed form";
  private static final String MEAN = "against the exact mean of the loss: B=8";
  private static final String EXCESS_MEAN = "against the exact mean of the excess";
  private static final String BAND = "outside the runs' 99 % band";
  private static final String ONE_STEP = "one-step moments";
  private static final String BELOW = "below η_ms";
  private static final String ABOVE = "above η_ms";

  private static List<Check> quick(Subject subject) {
    List<Check> checks = new ArrayList<>(PopulationChecks.of(subject, Preset.QUICK));
    checks.addAll(MinibatchChecks.of(subject, Preset.QUICK));
    checks.addAll(MeanSquareChecks.of(subject, Preset.QUICK));
    return checks;
  }

  @Test
  void followTheory() {
    assertThat(quick(new Subject(VectorKernels.INSTANCE, 1)))
        .hasSizeGreaterThan(10)
        .allMatch(check -> check.run().passed());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("learning rate 1 % too high", p -> rate(p, 1.01), IDENTITY),
        fault("learning rate 1 % too high", p -> rate(p, 1.01), TOTAL),
        fault("learning rate 0.1 % too low", p -> rate(p, 0.999), EXCESS),
        fault("learning rate 5 % too high", p -> rate(p, 1.05), MEAN),
        fault("learning rate 5 % too high", p -> rate(p, 1.05), EXCESS_MEAN),
        fault("learning rate 5 % too high", p -> rate(p, 1.05), BAND),
        fault("density 0.1 % too high", p -> density(p, 1.001), IDENTITY),
        fault("density 0.1 % too high", p -> density(p, 1.001), EXCESS),
        fault("density 5 % too high", p -> density(p, 1.05), MEAN),
        fault("density 20 % too high", p -> density(p, 1.2), ONE_STEP),
        fault("half the samples", p -> batch(p, p.shape().batch() / 2), ONE_STEP),
        fault("learning rate past the limit", p -> rate(p, 1.6), BELOW),
        fault("learning rate under the limit", p -> rate(p, 0.6), ABOVE),
        Arguments.of("first two steps twice", steps(t -> t <= 1 ? 2 : 1), IDENTITY),
        Arguments.of("first step left out", steps(t -> t == 0 ? 0 : 1), EXCESS),
        Arguments.of("every eighth step left out", steps(t -> t % 8 == 0 ? 0 : 1), MEAN),
        Arguments.of("stale batch", stale(), MEAN),
        Arguments.of("stale batch", stale(), EXCESS_MEAN),
        Arguments.of("features that do not meet", diagonal(), IDENTITY));
  }

  private static Arguments fault(String name, UnaryOperator<Problem> change, String caughtBy) {
    Subject.Steps broken =
        (problem, parameters, path, kernels, team) ->
            TrainingSteps.of(change.apply(problem), parameters, path, kernels, team);
    return Arguments.of(name, broken, caughtBy);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("faults")
  void aFaultTurnsTheCheckRed(String name, Subject.Steps broken, String caughtBy) {
    Subject sound = new Subject(VectorKernels.INSTANCE, 1);
    Subject subject = new Subject(sound.kernels(), 1, broken, sound.losses());
    assertThat(quick(subject).stream().filter(check -> check.name().contains(caughtBy)))
        .isNotEmpty()
        .allMatch(check -> !check.run().passed());
  }

  private static Problem rate(Problem p, double factor) {
    return with(p, p.shape(), p.spectrum(), factor * p.learningRate());
  }

  private static Problem batch(Problem p, int batch) {
    Shape s = p.shape();
    Shape shape =
        new Shape(s.features(), s.width(), batch, s.embedding(), s.activation(), s.bias());
    return with(p, shape, p.spectrum(), p.learningRate());
  }

  private static Problem density(Problem p, double factor) {
    double[] weights = p.spectrum().probabilities();
    return with(
        p, p.shape(), Spectrum.counts(weights, factor * p.spectrum().sum()), p.learningRate());
  }

  private static Problem with(Problem p, Shape shape, Spectrum spectrum, double learningRate) {
    return new Problem(shape, spectrum, p.importance(), p.gradient(), learningRate, p.seed());
  }

  private interface Times {
    int of(int step);
  }

  private static Subject.Steps steps(Times times) {
    return (problem, parameters, path, kernels, team) -> {
      TrainingStep step = TrainingSteps.of(problem, parameters, path, kernels, team);
      return t -> {
        for (int i = 0; i < times.of(t); i++) {
          step.advance(t);
        }
      };
    };
  }

  /** Each batch for sixteen steps. */
  private static Subject.Steps stale() {
    return (problem, parameters, path, kernels, team) -> {
      TrainingStep step = TrainingSteps.of(problem, parameters, path, kernels, team);
      return t -> step.advance(t / 16);
    };
  }

  /** Population gradient of the identity student with Σ's diagonal alone. */
  private static Subject.Steps diagonal() {
    return (problem, parameters, path, kernels, team) ->
        t -> {
          int n = problem.shape().features();
          for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
              int at = parameters.core + k * n + j;
              double d = parameters.values[at] - (j == k ? problem.importance()[k] : 0);
              double moment = 4.0 / 3 * problem.spectrum().probability(j);
              parameters.values[at] -= (float) (problem.learningRate() * d * moment);
            }
          }
        };
  }
}
