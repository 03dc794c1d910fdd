package dev.superlane.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row of JMH's results.
 *
 * @param settings warm-up and measurement, as JMH's options
 * @param unit of the scores, as JMH writes it: ops/s, us/op, …
 * @param forks the score of each fork's each iteration
 */
public record Measurement(Key key, String settings, String unit, List<double[]> forks) {

  /**
   * What was measured, and what both sides of a comparison must have in common.
   *
   * @param benchmark package, class and method
   * @param mode JMH's short name: thrpt, avgt, sample or ss
   * @param jvmArgs the forks', as {@link JvmArguments} compares them
   */
  public record Key(
      String benchmark,
      String mode,
      int threads,
      Map<String, String> params,
      List<String> jvmArgs) {

    /**
     * Class, method, parameter values and what else tells it from others, in one line.
     *
     * @param common JVM arguments that need not be named
     */
    String label(Collection<String> common) {
      int method = benchmark.lastIndexOf('.');
      List<String> words = new ArrayList<>();
      words.add(benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1));
      words.addAll(params.values());
      if (!mode.equals("thrpt") && !mode.equals("avgt")) {
        words.add(mode);
      }
      if (threads != 1) {
        words.add("-t " + threads);
      }
      jvmArgs.stream().filter(argument -> !common.contains(argument)).forEach(words::add);
      // A file's control characters could rewrite the terminal's lines.
      return words.stream().collect(Collectors.joining(" ")).replaceAll("\\p{Cntrl}", "?");
    }
  }

  boolean throughput() {
    return key.mode().equals("thrpt");
  }

  /** These forks and another's of the same row. */
  Measurement and(Measurement other) {
    List<double[]> both = Stream.concat(forks.stream(), other.forks.stream()).toList();
    return new Measurement(key, settings, unit, both);
  }
}
