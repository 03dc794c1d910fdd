package dev.superlane.jmh.steps;

import static dev.superlane.jmh.steps.Table.number;

import dev.superlane.bench.JmhScore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Two threads against one. */
final class Threads {
  private Threads() {}

  /** Rows of the sparse step: how many times faster it is on two threads. */
  static Table steps(List<JmhScore> scores) {
    Table table = new Table("N×K×B", "embedding", "1 thread, ms", "2 threads, ms", "times faster");
    pairs(scores)
        .forEach((key, pair) -> {
          JmhScore one = pair.get("1");
          JmhScore two = pair.get("2");
          table.row(
              one.params().get("nkb"),
              one.params().get("embedding").toLowerCase(),
              number(one.score() / 1e3, 3),
              number(two.score() / 1e3, 3),
              ratio(one.score(), one, two.score(), two));
        });
    return table;
  }

  /** Rows of GEMM. */
  static Table gemm(List<JmhScore> scores) {
    Table table = new Table("n", "op", "1 thread, GFLOP/s", "2 threads, GFLOP/s", "times faster");
    pairs(scores)
        .forEach((key, pair) -> {
          JmhScore one = pair.get("1");
          JmhScore two = pair.get("2");
          table.row(
              one.params().get("n"),
              one.params().get("transpose"),
              number(one.gflops(), 1),
              number(two.gflops(), 1),
              ratio(two.gflops(), two, one.gflops(), one));
        });
    return table;
  }

  /** By all parameters but the threads, numbers in their order, then by the threads. */
  private static Map<String, Map<String, JmhScore>> pairs(List<JmhScore> scores) {
    Map<String, Map<String, JmhScore>> pairs = new TreeMap<>();
    for (JmhScore score : scores) {
      Map<String, String> others = new TreeMap<>(score.params());
      String threads = others.remove("threads");
      pairs.computeIfAbsent(sortable(others), key -> new TreeMap<>()).put(threads, score);
    }
    return pairs;
  }

  private static String sortable(Map<String, String> params) {
    return Pattern.compile("\\d+")
        .matcher(params.toString())
        .replaceAll(number -> "0".repeat(9 - number.group().length()) + number.group());
  }

  /** a/b, with both rows' relative 99.9 % errors added in squares. */
  private static String ratio(double a, JmhScore rowOfA, double b, JmhScore rowOfB) {
    double error =
        Math.hypot(rowOfA.error() / rowOfA.score(), rowOfB.error() / rowOfB.score()) * a / b;
    return number(a / b, 2) + " ± " + number(error, 2);
  }
}
