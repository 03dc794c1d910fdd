package dev.superlane.compare;

import java.util.List;

/** Results as JMH writes them, with what a comparison reads. */
public final class JmhJson {
  private JmhJson() {}

  /** A file with these rows. */
  public static String file(String... rows) {
    return "[" + String.join(",\n", rows) + "]";
  }

  /** A row of class Bench, without parameters. */
  public static String row(String method, String mode, String unit, List<double[]> forks) {
    return row(method, "{}", "\"-Xmx1g\"", mode, unit, forks);
  }

  /** A row of class Bench; parameters and JVM arguments as JSON. */
  public static String row(
      String method,
      String params,
      String jvmArgs,
      String mode,
      String unit,
      List<double[]> forks) {
    return """
    {"jmhVersion": "1.37", "benchmark": "some.Bench.%s", "mode": "%s", "threads": 1, "forks": %d,
     "jvm": "/somewhere/bin/java", "jvmArgs": [%s], "jdkVersion": "25.0.3", "vmName": "VM",
     "vmVersion": "25.0.3+9", "warmupIterations": 3, "warmupTime": "200 ms",
     "measurementIterations": 4, "measurementTime": "200 ms", "params": %s,
     "primaryMetric": {"score": 1, "scoreUnit": "%s", "rawData": %s}, "secondaryMetrics": {}}\
    """
        .formatted(
            method,
            mode,
            forks.size(),
            jvmArgs,
            params,
            unit,
            forks.stream().map(java.util.Arrays::toString).toList());
  }
}
