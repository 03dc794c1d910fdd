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
import dev.superlane.theory.PowerLaw;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The identity student on the population gradient against the finite-N power law. */
final class PowerLawChecks {
  private static final int STEPS = 10_000;

  /** The early part does not follow the law yet. */
  private static final int FROM = 100;

  /** A density at which features seldom meet: the power law forgets that they do. */
  private static final double RARE = 0x1p-6;

  private static final double BOUND = 2e-3 + 0.03 * RARE;

  private PowerLawChecks() {}

  static List<Check> of(Subject subject) {
    return List.of(powerLaw(256, 1.5, 0, subject), powerLaw(256, 1.5, 0.5, subject));
  }

  private static Check powerLaw(int n, double a, double b, Subject subject) {
    double learningRate = 8;
    Problem problem = problem(n, a, b, RARE, learningRate);
    return new Check(
        "population gradient against the finite-N power law, N=%d a=%s b=%s"
            .formatted(n, Doubles.text(a), Doubles.text(b)),
        BOUND,
        "relative, steps 100 to 10000: 2e-3 of the formula, 0.03·E because features meet",
        () -> {
          PowerLaw law = new PowerLaw(a, b, n, RARE, learningRate);
          return follow(problem, subject, law);
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

  private static Outcome follow(Problem problem, Subject subject, PowerLaw law) {
    int[] recorded = RecordedSteps.upTo(STEPS);
    double[] losses =
        subject.losses(
            problem, new Parameters(problem.shape()), StepPath.SPARSE, recorded, record -> {});
    int first = Arrays.binarySearch(recorded, FROM);
    double[] trained = Arrays.copyOfRange(losses, first, losses.length);
    double[] at = IntStream.of(recorded).skip(first).asDoubleStream().toArray();
    double[] theory = IntStream.of(recorded).skip(first).mapToDouble(law::finite).toArray();
    double[] tolerance = new double[at.length];
    Arrays.fill(tolerance, BOUND);
    CurvePair curves = new CurvePair(at, theory, trained, tolerance);
    return Outcome.of(curves.worst(), curves);
  }
}
