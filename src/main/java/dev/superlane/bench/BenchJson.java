package dev.superlane.bench;

import dev.superlane.file.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * bench.json: what JMH's own file has no place for. {@code trusted} is false, with {@code doubts},
 * where a sanity benchmark is off; {@code rows} have each fork's iterations and {@code bimodal},
 * null where their forks are of one mode or too few to tell.
 */
public final class BenchJson {
  /** Its name in every folder. */
  public static final String NAME = "bench.json";

  private BenchJson() {}

  /**
   * Written beside its name and then renamed.
   *
   * @param failures a sentence for each run with a benchmark that failed
   * @param interrupted whether rows are missing because it was stopped
   */
  public static void write(
      Path folder,
      String command,
      Axes axes,
      Sanity sanity,
      List<BenchRow> rows,
      List<String> failures,
      boolean interrupted)
      throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("command", command);
    root.put("trusted", sanity.doubts().isEmpty());
    root.put("doubts", sanity.doubts());
    root.put("sanity", sanity(sanity));
    root.put(
        "jdks",
        axes.jdks().stream()
            .map(jdk -> Map.of("version", jdk.version(), "home", jdk.home().toString()))
            .toList());
    root.put("failures", failures);
    root.put("interrupted", interrupted);
    root.put("rows", rows.stream().map(BenchJson::row).toList());
    ResultFile.replace(
        folder.resolve(NAME), ResultFile.jsonOfShortArrays(JsonMapper.shared(), root));
  }

  private static Map<String, Object> sanity(Sanity sanity) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("empty_loop_ns", finite(sanity.loopNs()));
    map.put("timer_step_ns", finite(sanity.timerNs()));
    map.put("peak_gflops", finite(sanity.peak()));
    map.put("product_gflops", finite(sanity.product()));
    map.put("most_empty_loop_ns", Sanity.MOST_LOOP_NS);
    map.put("most_timer_step_ns", Sanity.MOST_TIMER_NS);
    map.put("least_product_of_peak", Sanity.LEAST_OF_PEAK);
    map.put("most_product_of_peak", Sanity.MOST_OF_PEAK);
    return map;
  }

  private static Map<String, Object> row(BenchRow row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("label", row.label());
    map.put("column", row.column());
    map.put("unit", row.unit());
    map.put("score", finite(row.score()));
    map.put("error", finite(row.error()));
    map.put("gflops", finite(row.gflops()));
    map.put("forks", row.forks());
    map.put("bimodal", row.modes().map(BenchJson::modes).orElse(null));
    return map;
  }

  private static Map<String, Object> modes(Modes modes) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("low", modes.low());
    map.put("low_forks", modes.lowForks());
    map.put("high", modes.high());
    map.put("high_forks", modes.highForks());
    return map;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
