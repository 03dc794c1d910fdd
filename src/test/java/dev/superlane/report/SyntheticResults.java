package dev.superlane.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Results of each kind, with the figures that a test needs. */
final class SyntheticResults {
  private SyntheticResults() {}

  /**
   * @param method of a benchmark, with its class
   */
  static String row(String method, String params, int threads, double score) {
    return """
    {"benchmark": "dev.superlane.jmh.%s", "mode": "thrpt", "threads": %d, "forks": 2,
     "jvmArgs": ["-Xmx1g"], "jdkVersion": "25", "params": {%s},
     "primaryMetric": {"score": %s, "scoreError": 0.5, "scoreUnit": "ops/s", "rawData": [[1]]},
     "secondaryMetrics": {}}\
    """
        .formatted(method, threads, params, score);
  }

  static void jmh(Path json, List<String> rows) throws IOException {
    Files.writeString(json, "[" + String.join(",\n", rows) + "]");
  }

  /** Half vector, half scalar, of one benchmark and parameters each. */
  static List<String> rows(int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String params = "\"mnk\": \"%1$dx%1$dx%1$d\", \"transpose\": \"NN\"".formatted(64 + i / 2);
      String method = i % 2 == 0 ? "GemmBenchmark.scalar" : "GemmBenchmark.vector";
      rows.add(row(method, params, 1, score(i)));
    }
    return rows;
  }

  /** Of 16 rows neither in order nor, as text, in the order of the numbers. */
  static double score(int row) {
    return 905.25 + 7 * (row * 5 % 16);
  }

  static void training(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"config": {"features": 8, "path": "<b>auto</b>"}, "machine": {"cpu": "<i>CPU</i>"},
         "summary": {"status": "done", "steps_done": 100, "exponent": 0.5}, "elapsed_ns": 5}\
        """);
    Files.writeString(
        folder.resolve("trajectory.csv"),
        "step,loss,open_gates,elapsed_ns\n0,1.0,1.0,0\n10,0.5,1.0,3\n100,0.125,1.0,5\n");
  }

  static void verification(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("verify.json"),
        """
        {"command": "verify --quick", "machine": {"cpu": "x"},
         "summary": {"status": "failed", "passed": 1, "failed": 1},
         "rows": [{"group": "kernels", "name": "gemm", "measured": 0.25, "bound": 1.0,
                   "origin": "derived", "passed": true},
                  {"group": "theory", "name": "identity", "measured": "NaN", "bound": 0.5,
                   "origin": "derived", "passed": false, "curve": "curve-01"}]}\
        """);
    Files.writeString(
        folder.resolve("curve-01.csv"),
        "step,theory,trained,relative_difference,allowed\n1,1.0,1.1,0.1,\n10,0.5,0.55,0.1,\n");
  }

  static void latency(Path hlog) throws FileNotFoundException {
    Histogram histogram = new Histogram(3);
    for (int i = 1; i <= 1000; i++) {
      histogram.recordValue(1000L * i);
    }
    histogram.setEndTimeStamp(1000);
    HistogramLogWriter log = new HistogramLogWriter(hlog.toFile());
    log.outputComment("options {seed=1}");
    log.outputLegend();
    log.outputIntervalHistogram(histogram);
    log.close();
  }

  /** In a results file: that it was disturbed. */
  static final String DISTURBED =
      """
      "surroundings": {"disturbed": true, "reason": "other programs <b>\\u001b[2J</b>"}\
      """;

  /** surroundings.json beside JMH's. */
  static void surroundings(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("surroundings.json"), "{\"machine\": {\"cpu\": \"x\"}, " + DISTURBED + "}");
  }

  /** A row with what the roofline profiler adds. */
  static String roofline(String method, double gflops, double intensity) {
    return row(method, "", 1, 5)
        .replace(
            "\"secondaryMetrics\": {}",
            """
            "secondaryMetrics": {
              "gflops": {"score": %s, "scoreUnit": "GFLOP/s"},
              "gbytes": {"score": %s, "scoreUnit": "GB/s"},
              "intensity": {"score": %s, "scoreUnit": "flops/byte"},
              "percentOfRoof": {"score": 62.5, "scoreUnit": "%%"}}\
            """
                .formatted(gflops, gflops / intensity, intensity));
  }
}
