package dev.superlane.verify;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.theory.IdentityTrajectory;
import dev.superlane.theory.PowerLaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;

/** Training against closed forms: the identity student on the population gradient. */
final class TheoryChecks {
  private static final int STEPS = 10_000;

  private static final double EXACT_BOUND = 1e-4;

  /** Below this share of its start a loss is left to rounding. */
  private static final double FLOOR = 1e-5;

  /** A density at which features seldom meet: the power law forgets that they do. */
  private static final double RARE = 0x1p-6;

  private static final double POWER_LAW_BOUND = 2e-3 + 0.03 * RARE;

  private TheoryChecks() {}

  static List<Check> of(Subject subject) {
    List<Check> checks = new ArrayList<>();
    checks.add(exact(64, 1.5, 0, 1, 0.5, subject));
    checks.add(exact(96, 1.1, 0.5, 2, 0.4, subject));
    checks.add(exact(128, 2, 1, 4, 0.5, subject));
    checks.add(powerLaw(256, 1.5, 0, subject));
    checks.add(powerLaw(256, 1.5, 0.5, subject));
    return checks;
  }

  private static Check exact(
      int n, double a, double b, double density, double learningRate, Subject subject) {
    Problem problem = problem(n, a, b, density, learningRate);
    return new Check(
        "population gradient against the exact curve, N=%d a=%s b=%s E=%s η=%s"
            .formatted(
                n,
                Doubles.text(a),
                Doubles.text(b),
                Doubles.text(density),
                Doubles.text(learningRate)),
        EXACT_BOUND,
        "relative, each recorded step of 10000 while above 1e-5 of the start",
        () -> {
          IdentityTrajectory exact =
              new IdentityTrajectory(
                  problem.spectrum().probabilities(),
                  Doubles.of(problem.importance()),
                  (float) learningRate);
          return follow(problem, subject, 0, EXACT_BOUND, exact::loss);
        });
  }

  private static Check powerLaw(int n, double a, double b, Subject subject) {
    double learningRate = 8;
    Problem problem = problem(n, a, b, RARE, learningRate);
    return new Check(
        "population gradient against the finite-N power law, N=%d a=%s b=%s"
            .formatted(n, Doubles.text(a), Doubles.text(b)),
        POWER_LAW_BOUND,
        "relative, steps 100 to 10000: 2e-3 of the formula, 0.03·E because features meet",
        () -> {
          PowerLaw law = new PowerLaw(a, b, n, RARE, learningRate);
          return follow(problem, subject, 100, POWER_LAW_BOUND, law::finite);
        });
  }

  /** The identity student on the population gradient, from S = 0. */
  static Problem problem(int n, double a, double b, double density, double learningRate) {
    Shape shape = new Shape(n, n, 1, Embedding.IDENTITY, Activation.LINEAR, false);
    return new Problem(
        shape,
        Spectrum.power(n, a, density),
        Teacher.importance(n, b),
        Gradient.POPULATION,
        learningRate,
        1);
  }

  /** The trained loss beside a curve, from step {@code from} on; measured is the worst step. */
  private static Outcome follow(
      Problem problem, Subject subject, long from, double bound, LongToDoubleFunction curve) {
    Parameters parameters = new Parameters(problem.shape());
    int[] recorded = RecordedSteps.upTo(STEPS);
    double[] losses = subject.losses(problem, parameters, StepPath.SPARSE, recorded, record -> {});
    DoubleStream.Builder steps = DoubleStream.builder();
    DoubleStream.Builder theory = DoubleStream.builder();
    DoubleStream.Builder trained = DoubleStream.builder();
    for (int i = 0; i < recorded.length; i++) {
      if (recorded[i] >= from && !(losses[i] < FLOOR * losses[0])) {
        steps.add(recorded[i]);
        theory.add(curve.applyAsDouble(recorded[i]));
        trained.add(losses[i]);
      }
    }
    double[] at = steps.build().toArray();
    double[] tolerance = new double[at.length];
    Arrays.fill(tolerance, bound);
    CurvePair curves =
        new CurvePair(at, theory.build().toArray(), trained.build().toArray(), tolerance);
    return Outcome.of(curves.worst(), curves);
  }
}
