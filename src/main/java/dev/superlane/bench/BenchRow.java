package dev.superlane.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A benchmark measured one way, the forks of all its runs together.
 *
 * @param label benchmark and parameters that are no axis
 * @param column the axes' values; empty where there are none
 * @param error JMH's, half the 99.9 % interval; NaN where several runs were put together
 * @param gflops mean over forks; NaN where JMH has none
 * @param forks the score of each fork's each iteration
 */
public record BenchRow(
    String label, String column, String unit, double error, double gflops, List<double[]> forks) {

  /** Of one run. */
  static BenchRow of(JmhScore score, Axes axes, BenchPlan.Run run) {
    List<String> column = new ArrayList<>();
    if (axes.jdks().size() > 1) {
      column.add("JDK " + (run.jdk() + 1));
    }
    column.add(run.column());
    String benchmark = score.benchmark();
    Optional<KernelKind> kind = KernelKind.ofBenchmark(benchmark);
    if (axes.kernels().size() > 1 && kind.isPresent()) {
      column.add(kind.get().label());
      benchmark = benchmark.substring(0, benchmark.lastIndexOf('.'));
    }
    String params =
        score.params().entrySet().stream()
            .filter(param -> axes.threads().isEmpty() || !param.getKey().equals("threads"))
            .map(param -> " " + param.getValue())
            .collect(Collectors.joining());
    return new BenchRow(
        benchmark + params,
        String.join(" ", column).strip(),
        score.unit(),
        score.error(),
        score.gflops(),
        score.iterations());
  }

  /** With the forks of another run of the same. */
  BenchRow and(BenchRow other) {
    List<double[]> both = new ArrayList<>(forks);
    both.addAll(other.forks);
    double flops = gflops * forks.size() + other.gflops * other.forks.size();
    return new BenchRow(label, column, unit, Double.NaN, flops / both.size(), both);
  }

  /** The mean of each fork. */
  public double[] means() {
    return forks.stream()
        .mapToDouble(fork -> Arrays.stream(fork).average().orElse(Double.NaN))
        .toArray();
  }

  /** The mean of the forks' means. */
  public double score() {
    return Arrays.stream(means()).average().orElse(Double.NaN);
  }

  /** The two groups that its forks fall into. */
  public Optional<Modes> modes() {
    return Modes.of(means());
  }

  /** Larger is faster. */
  double speed() {
    return unit.endsWith("/op") ? 1 / score() : score();
  }
}
