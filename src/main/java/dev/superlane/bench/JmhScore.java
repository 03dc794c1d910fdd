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
              row.path("secondaryMetrics").path("gflops").path("score").asDouble(Double.NaN)));
    }
    scores.sort(Comparator.comparing(JmhScore::label));
    return scores;
  }

  /** Name and parameter values in one line. */
  public String label() {
    return benchmark
        + params.values().stream().map(value -> " " + value).collect(Collectors.joining());
  }
}
