package dev.superlane.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction of p-values for many tests ("A simple sequentially rejective multiple test
 * procedure", 1979): whatever the tests have to do with one another, and however many of their null
 * hypotheses hold, the chance that even one of those is rejected at a level is at most that level.
 *
 * <p>An exit code says something about all rows at once, so it is this chance that counts;
 * Benjamini's and Hochberg's would only bound the share of the wrong among the rejected.
 */
final class Holm {
  private Holm() {}

  static double[] adjusted(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 0;
    for (int rank = 0; rank < p.length; rank++) {
      least = Math.max(least, Math.min(1, (p.length - rank) * p[ascending[rank]]));
      adjusted[ascending[rank]] = least;
    }
    return adjusted;
  }
}
