package dev.superlane.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How often a comparison errs on forks of one and the same thing, and how often it finds a slowdown
 * that was put in: what scripts/compare-honesty prints.
 */
public final class SelfComparison {
  private static final int COMPARISONS = 200;

  /**
   * What is put in. A threshold of as much could never be cleared by it, since the interval would
   * have to lie above: it is looked for with {@link #LOW_THRESHOLD}.
   */
  private static final double INJECTED = Math.log(1.05);

  private static final double THRESHOLD = Math.log(1.05);
  private static final double LOW_THRESHOLD = Math.log(1.02);

  private SelfComparison() {}

  /**
   * @param args a file of JMH's, or a folder that holds some, with rows of many forks
   */
  public static void main(String[] args) {
    JmhResults results = JmhResults.read("FOLDER", args[0]);
    for (Pairs.Pair pair : Pairs.of(results, results).matched()) {
      Measurement all = pair.a();
      double spread = Math.sqrt(new LogTimes(all).variance() * all.forks().size());
      System.out.printf(
          Locale.ROOT,
          "%s: %d forks, whose times have a standard deviation of %.1f %%%n",
          pair.label(),
          all.forks().size(),
          100 * spread);
      for (int forks : new int[] {3, 5, 10}) {
        System.out.println(line(forks, "drawn at random", drawn(all, forks)));
        System.out.println(line(forks, "A's, then B's", windows(all, forks, false)));
        System.out.println(line(forks, "in turns ABBA", windows(all, forks, true)));
      }
    }
  }

  /** Disjoint forks of both sides, wherever in time: forks alone. */
  private static List<Pairs.Pair> drawn(Measurement all, int forks) {
    Random random = new Random(1);
    List<double[]> shuffled = new ArrayList<>(all.forks());
    List<Pairs.Pair> pairs = new ArrayList<>();
    for (int c = 0; c < COMPARISONS; c++) {
      Collections.shuffle(shuffled, random);
      pairs.add(pair(all, shuffled, forks));
    }
    return pairs;
  }

  /**
   * Forks as they followed one another. A's and then B's, as two files come about, also differ by
   * what the machine did meanwhile; in turns both have the same share of it.
   */
  private static List<Pairs.Pair> windows(Measurement all, int forks, boolean inTurns) {
    List<Pairs.Pair> pairs = new ArrayList<>();
    for (int c = 0; c < COMPARISONS; c++) {
      int first = c * (all.forks().size() - 2 * forks) / (COMPARISONS - 1);
      List<double[]> window = new ArrayList<>(all.forks().subList(first, first + 2 * forks));
      if (inTurns) {
        List<double[]> a = new ArrayList<>();
        List<double[]> b = new ArrayList<>();
        for (int f = 0; f < window.size(); f++) {
          (f % 4 == 0 || f % 4 == 3 ? a : b).add(window.get(f));
        }
        pairs.add(new Pairs.Pair("", of(all, a), of(all, b)));
      } else {
        pairs.add(pair(all, window, forks));
      }
    }
    return pairs;
  }

  /** The first for A, the next for B. */
  private static Pairs.Pair pair(Measurement all, List<double[]> from, int forks) {
    return new Pairs.Pair(
        "",
        of(all, List.copyOf(from.subList(0, forks))),
        of(all, List.copyOf(from.subList(forks, 2 * forks))));
  }

  private static Measurement of(Measurement all, List<double[]> forks) {
    return new Measurement(all.key(), all.settings(), all.unit(), forks);
  }

  private static String line(int forks, String order, List<Pairs.Pair> pairs) {
    Errors errors = Errors.of(pairs);
    return String.format(
        Locale.ROOT,
        "%2d and %2d forks, %-15s of %d: %d verdicts at 5 %%, %d at 2 %%, %d intervals without 1;"
            + " saw what it says it could see: %d; could see 5 %% slower: %d, saw it: %d",
        forks,
        forks,
        order,
        pairs.size(),
        errors.verdicts,
        errors.lowVerdicts,
        errors.outside,
        errors.smallestSeen,
        errors.visible,
        errors.seen);
  }

  /**
   * Counts over comparisons of a thing with itself.
   *
   * @param verdicts faster or slower at 5 %, {@code lowVerdicts} at 2 %
   * @param outside intervals without 1
   * @param smallestSeen found at 2 % after as much was put in as the stated smallest effect
   * @param visible where the stated smallest effect at 2 % is below 5 %
   * @param seen of those: found after 5 % were put in
   */
  record Errors(
      int verdicts, int lowVerdicts, int outside, int smallestSeen, int visible, int seen) {
    static Errors of(List<Pairs.Pair> pairs) {
      int verdicts = 0;
      int lowVerdicts = 0;
      int outside = 0;
      int smallestSeen = 0;
      int visible = 0;
      int seen = 0;
      for (Pairs.Pair pair : pairs) {
        TimeRatio ratio = TimeRatio.of(new LogTimes(pair.a()), new LogTimes(pair.b()));
        verdicts += differs(pair, ratio, THRESHOLD) ? 1 : 0;
        lowVerdicts += differs(pair, ratio, LOW_THRESHOLD) ? 1 : 0;
        outside += ratio.low() > 0 || ratio.high() < 0 ? 1 : 0;
        double smallest = ratio.smallest(LOW_THRESHOLD, TimeRatio.LEVEL);
        smallestSeen += sees(pair, smallest) ? 1 : 0;
        if (smallest <= INJECTED) {
          visible++;
          seen += sees(pair, INJECTED) ? 1 : 0;
        }
      }
      return new Errors(verdicts, lowVerdicts, outside, smallestSeen, visible, seen);
    }

    /** By itself, not as one of many. */
    private static Verdict verdict(Pairs.Pair pair, TimeRatio ratio, double threshold) {
      return ComparedRow.of(pair, ratio, threshold, ratio.p(threshold), 1).verdict();
    }

    private static boolean differs(Pairs.Pair pair, TimeRatio ratio, double threshold) {
      Verdict verdict = verdict(pair, ratio, threshold);
      return verdict == Verdict.FASTER || verdict == Verdict.SLOWER;
    }

    /** Whether B is called slower at 2 % after it was made so. */
    private static boolean sees(Pairs.Pair pair, double log) {
      Pairs.Pair slowed = slowed(pair, log);
      TimeRatio after = TimeRatio.of(new LogTimes(slowed.a()), new LogTimes(slowed.b()));
      return verdict(slowed, after, LOW_THRESHOLD) == Verdict.SLOWER;
    }

    private static Pairs.Pair slowed(Pairs.Pair pair, double log) {
      double factor = Math.exp(pair.b().throughput() ? -log : log);
      List<double[]> forks =
          pair.b().forks().stream()
              .map(fork -> Arrays.stream(fork).map(score -> factor * score).toArray())
              .toList();
      return new Pairs.Pair("", pair.a(), SelfComparison.of(pair.b(), forks));
    }
  }
}
