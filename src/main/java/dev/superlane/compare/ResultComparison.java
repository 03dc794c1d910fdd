package dev.superlane.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two results of JMH, row by row.
 *
 * @param thresholdPercent of the time of A
 * @param rows by verdict, in the files' order within one
 */
public record ResultComparison(
    JmhResults a,
    JmhResults b,
    double thresholdPercent,
    List<ComparedRow> rows,
    List<String> onlyA,
    List<String> onlyB) {

  /**
   * @param thresholdPercent above 0: what a user minds
   * @throws IllegalArgumentException one sentence, if a row's units differ or no row is in both
   */
  public static ResultComparison of(JmhResults a, JmhResults b, double thresholdPercent) {
    Pairs pairs = Pairs.of(a, b);
    if (pairs.matched().isEmpty()) {
      throw new IllegalArgumentException(
          "B is %s, which has no row in common with A, %s: allowed are results of the same benchmarks, modes, parameters, threads and JVM arguments"
              .formatted(b.path(), a.path()));
    }
    List<ComparedRow> rows = rows(pairs.matched(), Math.log1p(thresholdPercent / 100));
    rows.sort(Comparator.comparing(ComparedRow::verdict));
    return new ResultComparison(a, b, thresholdPercent, rows, pairs.onlyA(), pairs.onlyB());
  }

  static List<ComparedRow> rows(List<Pairs.Pair> pairs, double threshold) {
    List<ComparedRow> rows = new ArrayList<>();
    List<Pairs.Pair> tested = new ArrayList<>();
    List<TimeRatio> ratios = new ArrayList<>();
    for (Pairs.Pair pair : pairs) {
      LogTimes a = new LogTimes(pair.a());
      LogTimes b = new LogTimes(pair.b());
      String reason = withoutInterval(a, b);
      if (reason.isEmpty()) {
        tested.add(pair);
        ratios.add(TimeRatio.of(a, b));
      } else {
        rows.add(ComparedRow.withoutInterval(pair, reason));
      }
    }
    double[] p = Holm.adjusted(ratios.stream().mapToDouble(ratio -> ratio.p(threshold)).toArray());
    for (int i = 0; i < p.length; i++) {
      rows.add(ComparedRow.of(tested.get(i), ratios.get(i), threshold, p[i], p.length));
    }
    return rows;
  }

  private static String withoutInterval(LogTimes a, LogTimes b) {
    if (!a.positive() || !b.positive()) {
      return "%s has a score that is not above 0".formatted(a.positive() ? "B" : "A");
    }
    if (a.forks() == 1 || b.forks() == 1) {
      return "%s of one fork: an interval takes 2 and more"
          .formatted(a.forks() > 1 ? "B is" : b.forks() > 1 ? "A is" : "both are");
    }
    return "";
  }

  /** Rows with a verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** All counts in one sentence. */
  String summary() {
    String verdicts =
        Stream.of(Verdict.SLOWER, Verdict.FASTER, Verdict.SAME, Verdict.TOO_NOISY_TO_SAY)
            .map(verdict -> count(verdict) + " " + verdict)
            .reduce((left, right) -> left + ", " + right)
            .orElseThrow();
    return "%s; %d only in A, %d only in B".formatted(verdicts, onlyA.size(), onlyB.size());
  }
}
