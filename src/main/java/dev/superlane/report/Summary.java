package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The three lines at the top of the page. */
record Summary(Results results) {

  List<String> lines() {
    return List.of(contents(), fastest(), correct());
  }

  private String contents() {
    long rows = results.jmh.values().stream().mapToInt(List::size).sum();
    return Stream.of(
            count(rows, "benchmark result"),
            count(results.latencies.size(), "latency log"),
            count(results.runs.size(), "training"),
            count(results.verified.size(), "verification"),
            count(results.reproductions.size(), "reproduction of the paper"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", ", "", "."));
  }

  private static String count(long n, String what) {
    return n == 0 ? "" : n + " " + what + (n == 1 ? "" : "s");
  }

  private String fastest() {
    double peak = best("PeakBenchmark.");
    double gemm = best("GemmBenchmark.vector");
    if (!(peak > 0) || !(gemm > 0)) {
      return "Performance: no fma peak and vector GEMM among the results.";
    }
    return "Performance: the best vector GEMM has %s GFLOP/s, beside %s of the fma peak."
        .formatted(Html.number(gemm), Html.number(peak));
  }

  private double best(String benchmark) {
    return results.jmh.values().stream()
        .flatMap(List::stream)
        .filter(score -> score.benchmark().startsWith(benchmark))
        .mapToDouble(JmhScore::gflops)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  private String correct() {
    if (results.verified.isEmpty()) {
      return "Correctness: no verify.json among the results.";
    }
    return results.verified.stream()
        .map(checks -> checks.root().path("summary"))
        .map(summary ->
            "%s, %d passed, %d failed"
                .formatted(
                    summary.path("status").asString(""),
                    summary.path("passed").asInt(0),
                    summary.path("failed").asInt(0)))
        .collect(Collectors.joining("; ", "Correctness: ", "."));
  }
}
