package dev.superlane.verify;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Evaluation;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import dev.superlane.theory.IdentityTrajectory;
import dev.superlane.theory.PowerLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** Training against closed forms: the identity student on the population gradient. */
final class TheoryChecks {
  private static final int STEPS = 10_000;

  /** Below this share of its start a loss is left to rounding. */
  private static final double FLOOR = 1e-5;

  /** A density at which features seldom meet: the power law forgets that they do. */
  private static final double RARE = 0.125;

  private static final double POWER_LAW_BOUND = 2e-3 + 0.03 * RARE;

  private TheoryChecks() {}

  static List<Check> of(Kernels kernels) {
    List<Check> checks = new ArrayList<>();
    checks.add(exact(64, 1.5, 0, 1, 0.5, kernels));
    checks.add(exact(96, 1.1, 0.5, 2, 0.4, kernels));
    checks.add(exact(128, 2, 1, 4, 0.5, kernels));
    checks.add(powerLaw(256, 1.5, 0, kernels));
    checks.add(powerLaw(256, 1.5, 0.5, kernels));
    return checks;
  }

  private static Check exact(
      int n, double a, double b, double density, double learningRate, Kernels kernels) {
    Problem problem = problem(n, a, b, density, learningRate);
    return new Check(
        "population gradient against the exact curve, N=%d a=%s b=%s E=%s η=%s"
            .formatted(n, a, b, density, learningRate),
        1e-4,
        "relative, each recorded step of 10000 while above 1e-5 of the start",
        () -> {
          IdentityTrajectory exact =
              new IdentityTrajectory(
                  problem.spectrum().probabilities(),
                  Doubles.of(problem.importance()),
                  (float) learningRate);
          return deviation(problem, kernels, 0, exact::loss);
        });
  }

  private static Check powerLaw(int n, double a, double b, Kernels kernels) {
    double learningRate = 1;
    Problem problem = problem(n, a, b, RARE, learningRate);
    return new Check(
        "population gradient against the finite-N power law, N=%d a=%s b=%s".formatted(n, a, b),
        POWER_LAW_BOUND,
        "relative, steps 100 to 10000: 2e-3 of the formula, 0.03·E because features meet",
        () -> {
          PowerLaw law = new PowerLaw(a, b, n, RARE, learningRate);
          return deviation(problem, kernels, 100, law::finite);
        });
  }

  private static Problem problem(int n, double a, double b, double density, double learningRate) {
    Shape shape = new Shape(n, n, 1, Embedding.IDENTITY, Activation.LINEAR, false);
    return new Problem(
        shape,
        Spectrum.power(n, a, density),
        Teacher.importance(n, b),
        Gradient.POPULATION,
        learningRate,
        1);
  }

  /** The worst relative deviation of the trained loss from a curve, from step {@code from} on. */
  private static double deviation(
      Problem problem, Kernels kernels, long from, LongToDoubleFunction curve) {
    Parameters parameters = new Parameters(problem.shape());
    double worst = 0;
    try (Team team = new Team(1)) {
      TrainingStep step = TrainingSteps.of(problem, parameters, StepPath.SPARSE, kernels, team);
      Evaluation evaluation = new Evaluation(problem, parameters, kernels, team);
      double start = Double.NaN;
      for (int t = 0; t <= STEPS; t++) {
        if (recorded(t)) {
          evaluation.run();
          double loss = evaluation.loss();
          if (t == 0) {
            start = loss;
          }
          if (t >= from && !(loss < FLOOR * start)) {
            worst = Math.max(worst, Math.abs(loss / curve.applyAsDouble(t) - 1));
          }
        }
        step.advance(t);
      }
    }
    return worst;
  }

  /** Every step up to 16, then 16 a doubling. */
  private static boolean recorded(int t) {
    int stride = Math.max(1, Integer.highestOneBit(Math.max(t, 1)) / 16);
    return t % stride == 0;
  }
}
