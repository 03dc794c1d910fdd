package dev.superlane.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row of JMH's JSON.
 *
 * @param benchmark class and method, without the package
 * @param gflops the secondary result GFLOP/s, NaN where there is none
 * @param iterations the score of each fork's each iteration
 * @param gflopsIterations the same of GFLOP/s, empty where there is none
 * @param setting how it was measured
 */
public record JmhScore(
    String benchmark,
    Map<String, String> params,
    double score,
    double error,
    String unit,
    double gflops,
    List<double[]> iterations,
    List<double[]> gflopsIterations,
    Setting setting) {

  /**
   * How JMH ran it, in its own words.
   *
   * @param jvm version and name
   * @param warmup iterations and their time
   * @param measurement iterations and their time
   */
  public record Setting(
      String mode,
      int threads,
      int forks,
      String jvm,
      List<String> jvmArgs,
      String warmup,
      String measurement) {

    private static Setting of(JsonNode row) {
      return new Setting(
          row.path("mode").asString(""),
          row.path("threads").asInt(1),
          row.path("forks").asInt(0),
          row.path("jdkVersion").asString("") + ", " + row.path("vmName").asString(""),
          row.path("jvmArgs").valueStream().map(JsonNode::asString).toList(),
          iterations(row, "warmup"),
          iterations(row, "measurement"));
    }

    private static String iterations(JsonNode row, String kind) {
      return row.path(kind + "Iterations").asString("0")
          + " \u00d7 "
          + row.path(kind + "Time").asString("");
    }
  }

  /** All rows of a results file, in its order. */
  public static List<JmhScore> read(Path json) {
    List<JmhScore> scores = new ArrayList<>();
    for (JsonNode row : JsonMapper.shared().readTree(json)) {
      String name = row.path("benchmark").asString();
      Map<String, String> params = new TreeMap<>();
      row.path("params").forEachEntry((key, value) -> params.put(key, value.asString()));
      JsonNode primary = row.path("primaryMetric");
      JsonNode gflops = row.path("secondaryMetrics").path("gflops");
      DoubleUnaryOperator rate = rate(gflops.path("scoreUnit").asString("ops/s"));
      scores.add(
          new JmhScore(
              name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
              params,
              primary.path("score").asDouble(),
              primary.path("scoreError").asDouble(Double.NaN),
              primary.path("scoreUnit").asString(),
              rate.applyAsDouble(gflops.path("score").asDouble(Double.NaN)),
              iterations(primary, DoubleUnaryOperator.identity()),
              iterations(gflops, rate),
              Setting.of(row)));
    }
    return scores;
  }

  private static List<double[]> iterations(JsonNode metric, DoubleUnaryOperator of) {
    return metric
        .path("rawData")
        .valueStream()
        .map(fork -> fork.valueStream().mapToDouble(JsonNode::asDouble).map(of).toArray())
        .toList();
  }

  /** A rate; where a benchmark measures average time, JMH gives the time of one GFLOP instead. */
  private static DoubleUnaryOperator rate(String unit) {
    return switch (unit) {
      case "ops/s" -> DoubleUnaryOperator.identity();
      case "s/op" -> time -> 1 / time;
      case "ms/op" -> time -> 1e3 / time;
      case "us/op" -> time -> 1e6 / time;
      case "ns/op" -> time -> 1e9 / time;
      default -> time -> Double.NaN;
    };
  }

  /** Name and parameter values in one line. */
  public String label() {
    return benchmark
        + params.values().stream().map(value -> " " + value).collect(Collectors.joining());
  }
}
