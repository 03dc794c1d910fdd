package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import dev.superlane.profile.RooflinePoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
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
            count(results.profiles.size(), "machine profile"),
            count(results.reproductions.size(), "reproduction of the paper"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", ", "", disturbed()));
  }

  private String disturbed() {
    int disturbed = results.surrounded.reasons().size();
    return disturbed == 0
        ? "."
        : disturbed == 1
            ? "; one of them disturbed."
            : "; %d of them disturbed.".formatted(disturbed);
  }

  private static String count(long n, String what) {
    return n == 0 ? "" : n + " " + what + (n == 1 ? "" : "s");
  }

  private String fastest() {
    double peak =
        best(
            "PeakBenchmark.",
            results.profiles.values().stream().mapToDouble(p -> p.widest().fma().oneCore()));
    double gemm =
        best(
            "GemmBenchmark.vector",
            results.profiles.values().stream()
                .flatMap(profile -> profile.roofline().stream())
                .filter(point -> point.cores() == 1 && point.name().startsWith("gemm"))
                .mapToDouble(RooflinePoint::gflops));
    if (!(peak > 0) || !(gemm > 0)) {
      return "Performance: no fma peak and vector GEMM among the results.";
    }
    return "Performance: the best vector GEMM has %s GFLOP/s, %.0f %% of the fma peak of %s."
        .formatted(Html.number(gemm), 100 * gemm / peak, Html.number(peak));
  }

  /** On one thread, by JMH or by others; NaN where there is none. */
  private double best(String benchmark, DoubleStream others) {
    DoubleStream scores =
        results.jmh.values().stream()
            .flatMap(List::stream)
            .filter(score -> score.benchmark().startsWith(benchmark))
            .filter(score -> score.setting().threads() == 1)
            .mapToDouble(JmhScore::gflops)
            .filter(Double::isFinite);
    return DoubleStream.concat(scores, others).max().orElse(Double.NaN);
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
