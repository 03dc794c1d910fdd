package dev.superlane.jmh;

import dev.superlane.data.SparseBatch;
import dev.superlane.machine.PeakFma;
import dev.superlane.model.Embedding;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.profile.LeastWork;
import dev.superlane.profile.Work;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The work of one operation of each benchmark at its parameters, by the formulas of {@link Work}.
 */
final class BenchmarkWork {
  /** Batches whose mean stands for a step's. */
  static final int BATCHES = 64;

  private BenchmarkWork() {}

  /**
   * Empty where nobody knows it.
   *
   * @param benchmark package, class and method
   * @param param a parameter's value by its name
   */
  static Optional<Work> of(String benchmark, UnaryOperator<String> param) {
    String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
    return switch (type.substring(type.lastIndexOf('.') + 1)) {
      case "SanityBenchmark" ->
          benchmark.endsWith(".product")
              ? Optional.of(
                  Work.gemm(SanityBenchmark.SIZE, SanityBenchmark.SIZE, SanityBenchmark.SIZE))
              : Optional.empty();
      case "PeakBenchmark" -> Optional.of(new Work(PeakFma.flopsOfPass(), 0));
      case "GemmBenchmark", "GemmPeersBenchmark" -> Optional.of(gemm(param.apply("mnk")));
      case "TeamBenchmark" -> {
        double n = Double.parseDouble(param.apply("n"));
        yield Optional.of(Work.gemm(n, n, n));
      }
      case "ElementwiseBenchmark" ->
          Optional.of(
              elementwise(param.apply("operation"), Double.parseDouble(param.apply("length"))));
      case "RowsBenchmark" ->
          Optional.of(rows(param.apply("operation"), Double.parseDouble(param.apply("columns"))));
      case "StepBenchmark" ->
          step(
              StepBenchmark.problem(
                  param.apply("nkb"), Embedding.valueOf(param.apply("embedding"))),
              param.apply("path"),
              StepBenchmark.TRAINED);
      case "PathBenchmark" ->
          step(
              PathCell.of(param.apply("cell")).config().problem(1),
              param.apply("path"),
              PathBenchmark.TRAINED);
      default -> Optional.empty();
    };
  }

  private static Work gemm(String mnk) {
    double[] sizes = Arrays.stream(mnk.split("x")).mapToDouble(Double::parseDouble).toArray();
    return Work.gemm(sizes[0], sizes[1], sizes[2]);
  }

  private static Work elementwise(String operation, double n) {
    return switch (ElementwiseBenchmark.Operation.valueOf(operation)) {
      case AXPY -> Work.axpy(n);
      case SCALE -> Work.map(n);
      case SUM, OPEN_GATES -> Work.reduce(n);
      case DOT -> Work.dot(n);
      case COPY -> Work.copy(n);
      // Both copy their operand first.
      case GATE_RESIDUAL -> Work.copy(n).plus(Work.gateResidual(1, n));
      case RELU -> Work.copy(n).plus(Work.map(n));
    };
  }

  private static Work rows(String operation, double columns) {
    SparseBatch batch = RowsBenchmark.batch();
    double entries = batch.nonZeros();
    double distinct = Arrays.stream(batch.indices, 0, batch.nonZeros()).distinct().count();
    return switch (operation) {
      case "gather" -> Work.gather(RowsBenchmark.ROWS, columns, entries, distinct);
      case "scatter" -> Work.scatter(RowsBenchmark.ROWS, columns, entries, distinct);
      // Of the outputs only the few that are open are written.
      default -> Work.gather(0, columns, entries, distinct);
    };
  }

  /**
   * The sparse step's is the least for its batches, so its rate is that at which the least is done.
   */
  private static Optional<Work> step(Problem problem, String path, int trained) {
    Shape shape = problem.shape();
    if (shape.embedding() == Embedding.IDENTITY) {
      return Optional.empty();
    }
    if (StepPath.valueOf(path) == StepPath.DENSE) {
      boolean learned = shape.embedding() == Embedding.LEARNED;
      return Optional.of(Work.denseStep(shape.features(), shape.width(), shape.batch(), learned));
    }
    LeastWork least = LeastWork.mean(problem, trained, BATCHES);
    return Optional.of(
        Work.sparseStep(shape.features(), shape.width(), least.entries(), least.distinct()));
  }
}
