package dev.superlane.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row of JMH's JSON, which nothing else reads.
 *
 * @param name package, class and method
 * @param benchmark class and method
 * @param gflops the secondary result GFLOP/s, NaN where there is none
 * @param gbytes the secondary result GB/s, as are {@code intensity}, flops a byte, and {@code
 *     percentOfRoof}; NaN where there is none
 * @param iterations the score of each fork's each iteration; of sample time, the mean of each
 * @param gflopsIterations the same of GFLOP/s, empty where there is none
 * @param setting how it was measured
 */
public record JmhScore(
    String name,
    String benchmark,
    Map<String, String> params,
    double score,
    double error,
    String unit,
    double gflops,
    double gbytes,
    double intensity,
    double percentOfRoof,
    List<double[]> iterations,
    List<double[]> gflopsIterations,
    Setting setting) {

  /**
   * How JMH ran it, in its own words.
   *
   * @param mode thrpt, avgt, sample or ss
   * @param jvm JDK, name and version of the VM that ran the forks
   * @param warmupTime of each iteration, as is {@code measurementTime}
   */
  public record Setting(
      String mode,
      int threads,
      int forks,
      String jvm,
      List<String> jvmArgs,
      int warmupIterations,
      String warmupTime,
      int measurementIterations,
      String measurementTime) {

    private static Setting of(JsonNode row) {
      return new Setting(
          row.path("mode").asString(""),
          row.path("threads").asInt(1),
          row.path("forks").asInt(0),
          Stream.of("jdkVersion", "vmName", "vmVersion")
              .map(key -> row.path(key).asString("unknown"))
              .collect(Collectors.joining(", ")),
          row.path("jvmArgs").valueStream().map(JsonNode::asString).toList(),
          row.path("warmupIterations").asInt(0),
          row.path("warmupTime").asString(""),
          row.path("measurementIterations").asInt(0),
          row.path("measurementTime").asString(""));
    }

    /** Iterations and their time. */
    public String warmup() {
      return warmupIterations + " \u00d7 " + warmupTime;
    }

    /** Iterations and their time. */
    public String measurement() {
      return measurementIterations + " \u00d7 " + measurementTime;
    }
  }

  /**
   * All rows of a results file, in its order; none of JSON that is not JMH's.
   *
   * @throws tools.jackson.core.JacksonException if it cannot be read as JSON
   */
  public static List<JmhScore> read(Path json) {
    JsonNode root = JsonMapper.shared().readTree(json);
    boolean jmh = root.isArray() && !root.isEmpty() && root.get(0).has("primaryMetric");
    return jmh ? root.valueStream().map(JmhScore::of).toList() : List.of();
  }

  private static JmhScore of(JsonNode row) {
    String name = row.path("benchmark").asString("");
    Map<String, String> params = new TreeMap<>();
    row.path("params").forEachEntry((key, value) -> params.put(key, value.asString()));
    JsonNode primary = row.path("primaryMetric");
    JsonNode secondary = row.path("secondaryMetrics");
    JsonNode gflops = secondary.path("gflops");
    DoubleUnaryOperator rate = rate(gflops.path("scoreUnit").asString(""));
    return new JmhScore(
        name,
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        params,
        score(primary),
        primary.path("scoreError").asDouble(Double.NaN),
        primary.path("scoreUnit").asString(""),
        rate.applyAsDouble(score(gflops)),
        score(secondary.path("gbytes")),
        score(secondary.path("intensity")),
        score(secondary.path("percentOfRoof")),
        iterations(primary, DoubleUnaryOperator.identity()),
        iterations(gflops, rate),
        Setting.of(row));
  }

  private static double score(JsonNode metric) {
    return metric.path("score").asDouble(Double.NaN);
  }

  private static List<double[]> iterations(JsonNode metric, DoubleUnaryOperator of) {
    // Sample time has a histogram of each iteration instead: [[value, count], …].
    JsonNode histograms = metric.path("rawDataHistogram");
    List<double[]> forks = new ArrayList<>();
    for (JsonNode fork : histograms.isArray() ? histograms : metric.path("rawData")) {
      forks.add(fork.valueStream().mapToDouble(JmhScore::iteration).map(of).toArray());
    }
    return forks;
  }

  private static double iteration(JsonNode value) {
    if (!value.isArray()) {
      return value.asDouble(Double.NaN);
    }
    double sum = 0;
    double count = 0;
    for (JsonNode pair : value) {
      sum += pair.path(0).asDouble() * pair.path(1).asDouble();
      count += pair.path(1).asDouble();
    }
    return sum / count;
  }

  /**
   * GFLOP/s from what the roofline profiler wrote, or from older results: a counter of JMH's, which
   * where a benchmark measures average time gives the time of one GFLOP.
   */
  private static DoubleUnaryOperator rate(String unit) {
    return switch (unit) {
      case "GFLOP/s", "ops/s" -> DoubleUnaryOperator.identity();
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
