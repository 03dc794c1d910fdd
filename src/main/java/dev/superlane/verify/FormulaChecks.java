package dev.superlane.verify;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.theory.DiagonalTrajectory;
import dev.superlane.theory.PowerLaw;
import dev.superlane.theory.RankOneTrajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The formulas of training without superposition against one another, and trained identity students
 * against them, over t in 10² … 10⁴ at E = 1 and η = 0.5.
 *
 * <p>N = 65 536 has no training, for its N×N core would not fit, but an exact curve in O(N) a step
 * ({@link RankOneTrajectory}), and against that one the power law is held.
 */
final class FormulaChecks {
  private static final double DENSITY = 1;
  private static final double LEARNING_RATE = 0.5;
  private static final int LARGE = 65_536;

  /** 8 a decade. */
  private static final long[] STEPS =
      IntStream.rangeClosed(16, 32)
          .mapToLong(k -> Math.round(StrictMath.pow(10, k / 8.0)))
          .toArray();

  /** a and b of a spectrum and its teacher. */
  record Cell(double a, double b) {
    @Override
    public String toString() {
      return "a=%s b=%s".formatted(Doubles.text(a), Doubles.text(b));
    }

    PowerLaw law(int features) {
      return new PowerLaw(a, b, features, DENSITY, LEARNING_RATE);
    }

    double[] probabilities(int features) {
      return Spectrum.power(features, a, DENSITY).probabilities();
    }

    double[] importance(int features) {
      return Doubles.of(Teacher.importance(features, b));
    }

    LongToDoubleFunction diagonal(int features) {
      return new DiagonalTrajectory(probabilities(features), importance(features), LEARNING_RATE)
          ::loss;
    }

    LongToDoubleFunction exact(int features) {
      return new RankOneTrajectory(probabilities(features), importance(features), LEARNING_RATE)
          ::loss;
    }
  }

  private FormulaChecks() {}

  /** Every a with every b. */
  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (double a : new double[] {1.1, 1.5, 2, 3}) {
      for (double b : new double[] {0, 0.5, 1}) {
        cells.add(new Cell(a, b));
      }
    }
    return cells;
  }

  /** Trained at N = 256, or at 2048: on 2 threads some 40 s a cell. */
  static List<Check> of(Subject subject, Preset preset) {
    return checks(subject, preset == Preset.QUICK ? 256 : 2048);
  }

  private static List<Check> checks(Subject subject, int trained) {
    List<Check> checks = new ArrayList<>();
    for (Cell cell : cells()) {
      checks.addAll(exact(cell));
      checks.add(sum(cell));
      asymptote(cell).ifPresent(checks::add);
    }
    // Bent by finite N, nearly bent, and a power law at N = 2048.
    for (Cell cell : List.of(new Cell(1.1, 0), new Cell(1.5, 0), new Cell(2, 0.5))) {
      checks.addAll(trained(cell, trained, subject));
    }
    return checks;
  }

  private static List<Check> exact(Cell cell) {
    PowerLaw law = cell.law(LARGE);
    // Both checks need the curve, which is the work.
    Supplier<double[]> losses = once(() -> losses(STEPS, cell.exact(LARGE)));
    String name = "exact loss against the finite-N power law, N=%d %s: ".formatted(LARGE, cell);
    return List.of(
        new Check(
            name + "loss",
            2e-2,
            "relative, steps 100 to 10000: the law forgets that features meet",
            () -> worst(losses.get(), losses(STEPS, law::finite))),
        new Check(
            name + "slope",
            3e-2,
            "absolute, between neighbouring steps 100 to 10000",
            () -> largest(slopes(losses.get()), slopes(losses(STEPS, law::finite)))));
  }

  private static Check sum(Cell cell) {
    return new Check(
        "diagonal sum against the finite-N power law, N=%d %s: loss".formatted(LARGE, cell),
        2e-3,
        "relative, steps 100 to 10000: the sum is taken for an integral",
        () -> worst(losses(STEPS, cell.diagonal(LARGE)), losses(STEPS, cell.law(LARGE)::finite)));
  }

  /** Where γ ≥ 0.5 and the asymptote's window reaches into these steps. */
  private static Optional<Check> asymptote(Cell cell) {
    PowerLaw law = cell.law(LARGE);
    long[] inside = LongStream.of(STEPS).filter(law::asymptoticHolds).toArray();
    if (law.exponent() < 0.5 || inside.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            "diagonal sum against the power law's asymptote, N=%d %s: loss".formatted(LARGE, cell),
            2e-2,
            "relative, steps %d to %d, where it holds"
                .formatted(inside[0], inside[inside.length - 1]),
            () -> worst(losses(inside, cell.diagonal(LARGE)), losses(inside, law::asymptotic))));
  }

  private static List<Check> trained(Cell cell, int features, Subject subject) {
    PowerLaw law = cell.law(features);
    Supplier<double[]> losses = once(() -> train(cell, features, subject));
    String name =
        "identity student against the finite-N power law, N=%d %s: ".formatted(features, cell);
    return List.of(
        new Check(
            name + "loss",
            2e-2,
            "relative, steps 100 to 10000",
            () -> worst(losses.get(), losses(STEPS, law::finite))),
        new Check(
            name + "slope",
            3e-2,
            "absolute, between neighbouring steps 100 to 10000",
            () -> largest(slopes(losses.get()), slopes(losses(STEPS, law::finite)))));
  }

  private static double[] train(Cell cell, int features, Subject subject) {
    Problem problem = PowerLawChecks.problem(features, cell.a, cell.b, DENSITY, LEARNING_RATE);
    int[] steps = LongStream.of(STEPS).mapToInt(Math::toIntExact).toArray();
    Parameters start = new Parameters(problem.shape());
    return subject.losses(problem, start, StepPath.SPARSE, steps, record -> {});
  }

  private static double[] losses(long[] steps, LongToDoubleFunction curve) {
    return LongStream.of(steps).mapToDouble(curve).toArray();
  }

  private static Supplier<double[]> once(Supplier<double[]> source) {
    double[][] kept = new double[1][];
    return () -> kept[0] == null ? kept[0] = source.get() : kept[0];
  }

  /** The worst relative deviation of losses from a formula; NaN if one is NaN. */
  private static double worst(double[] losses, double[] formula) {
    return IntStream.range(0, losses.length)
        .mapToDouble(i -> Math.abs(losses[i] / formula[i] - 1))
        .reduce(0, Math::max);
  }

  private static double largest(double[] some, double[] others) {
    return IntStream.range(0, some.length)
        .mapToDouble(i -> Math.abs(some[i] - others[i]))
        .reduce(0, Math::max);
  }

  /** −Δ ln L / Δ ln t between neighbouring steps. */
  private static double[] slopes(double[] losses) {
    return IntStream.range(1, losses.length)
        .mapToDouble(
            i -> Math.log(losses[i - 1] / losses[i]) / Math.log(STEPS[i] / (double) STEPS[i - 1]))
        .toArray();
  }
}
