package dev.superlane.jmh.steps;

import static dev.superlane.jmh.steps.Table.number;

import dev.superlane.profile.LeastWork;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One sampled step by its parts.
 *
 * @param milliseconds of a step while it was sampled
 */
record Parts(String embedding, String nkb, double milliseconds, Map<Part, Integer> samples) {

  /** What {@link StepSampler} wrote. */
  static Parts read(Path json) {
    JsonNode root = JsonMapper.shared().readTree(json);
    Map<Part, Integer> samples = new EnumMap<>(Part.class);
    root.path("samples")
        .forEachEntry((place, count) -> samples.merge(Part.of(place), count.asInt(), Integer::sum));
    return new Parts(
        root.path("embedding").asString(),
        root.path("nkb").asString(),
        root.path("milliseconds_a_step").asDouble(),
        samples);
  }

  int total() {
    return samples.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * @param step milliseconds of a step as JMH measured it
   * @param peak GFLOP/s
   */
  Table table(double step, LeastWork work, double peak) {
    Table table = new Table("part", "samples", "share", "ms", "least, ms", "ms / least");
    for (Part part : Part.values()) {
      int count = samples.getOrDefault(part, 0);
      double share = (double) count / total();
      row(
          table,
          part.label,
          count,
          share,
          share * step,
          part.leastFlops.applyAsDouble(work) / peak / 1e6);
    }
    row(table, "step", total(), 1, step, work.flops() / peak / 1e6);
    return table;
  }

  private static void row(
      Table table, String label, int count, double share, double ms, double least) {
    table.row(
        label,
        Integer.toString(count),
        number(100 * share, 1) + " %",
        number(ms, 3),
        least > 0 ? number(least, 3) : "",
        least > 0 ? number(ms / least, 2) : "");
  }
}
