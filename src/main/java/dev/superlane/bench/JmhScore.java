package dev.superlane.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row of JMH's JSON.
 *
 * @param benchmark class and method, without the package
 * @param gflops the secondary result GFLOP/s, NaN where there is none
 */
public record JmhScore(
    String benchmark,
    Map<String, String> params,
    double score,
    double error,
    String unit,
    double gflops) {

  /** All rows of a results file, sorted by name and parameters. */
  public static List<JmhScore> read(Path json) {
    List<JmhScore> scores = new ArrayList<>();
    for (JsonNode row : JsonMapper.shared().readTree(json)) {
      String name = row.path("benchmark").asString();
      Map<String, String> params = new TreeMap<>();
      row.path("params").forEachEntry((key, value) -> params.put(key, value.asString()));
      JsonNode primary = row.path("primaryMetric");
      scores.add(
          new JmhScore(
              name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
              params,
              primary.path("score").asDouble(),
              primary.path("scoreError").asDouble(Double.NaN),
              primary.path("scoreUnit").asString(),
              gflops(row.path("secondaryMetrics").path("gflops"))));
    }
    scores.sort(Comparator.comparing(JmhScore::label));
    return scores;
  }

  /** A rate; where a benchmark measures average time, JMH gives the time of one GFLOP instead. */
  private static double gflops(JsonNode metric) {
    double score = metric.path("score").asDouble(Double.NaN);
    return switch (metric.path("scoreUnit").asString("ops/s")) {
      case "ops/s" -> score;
      case "s/op" -> 1 / score;
      case "ms/op" -> 1e3 / score;
      case "us/op" -> 1e6 / score;
      case "ns/op" -> 1e9 / score;
      default -> Double.NaN;
    };
  }

  /** Name and parameter values in one line. */
  public String label() {
    return benchmark
        + params.values().stream().map(value -> " " + value).collect(Collectors.joining());
  }
}
