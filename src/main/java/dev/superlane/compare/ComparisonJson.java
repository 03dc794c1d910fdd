package dev.superlane.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A comparison for programs. What does not exist, as an interval of one fork, is null. */
public final class ComparisonJson {
  private ComparisonJson() {}

  /** Ratios are of times, B to A: above 1 B is slower. */
  public static String of(ResultComparison comparison) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("threshold_percent", comparison.thresholdPercent());
    root.put("a", side(comparison.a()));
    root.put("b", side(comparison.b()));
    root.put("slower", comparison.count(Verdict.SLOWER));
    root.put("faster", comparison.count(Verdict.FASTER));
    root.put("same", comparison.count(Verdict.SAME));
    root.put("too_noisy_to_say", comparison.count(Verdict.TOO_NOISY_TO_SAY));
    root.put("rows", comparison.rows().stream().map(ComparisonJson::row).toList());
    root.put("only_a", comparison.onlyA());
    root.put("only_b", comparison.onlyB());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static Map<String, Object> side(JmhResults side) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("path", side.path());
    map.put("jvms", side.jvms());
    return map;
  }

  private static Map<String, Object> row(ComparedRow row) {
    Measurement.Key key = row.a().key();
    TimeRatio ratio = row.ratio();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("label", row.label());
    map.put("benchmark", key.benchmark());
    map.put("mode", key.mode());
    map.put("threads", key.threads());
    map.put("params", key.params());
    map.put("jvm_args", key.jvmArgs());
    map.put("unit", row.a().unit());
    map.put("score_a", finite(ComparedRow.score(row.a())));
    map.put("score_b", finite(ComparedRow.score(row.b())));
    map.put("forks_a", row.a().forks().size());
    map.put("forks_b", row.b().forks().size());
    map.put("ratio", finite(row.timeRatio()));
    map.put(
        "interval", ratio == null ? null : List.of(Math.exp(ratio.low()), Math.exp(ratio.high())));
    map.put("p_corrected", ratio == null ? null : row.p());
    map.put("smallest_visible_percent", finite(100 * (row.smallest() - 1)));
    map.put("verdict", row.verdict().toString());
    map.put("reason", row.reason().isEmpty() ? null : row.reason());
    return map;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
