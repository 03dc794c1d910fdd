package dev.superlane.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Comparisons whose truth is known. All draws are fixed by seeds, so a count is the same in each
 * run; the bounds allow for 200 comparisons being a sample.
 */
class HonestyTest {
  private static final int COMPARISONS = 200;

  /** 200 · 5 % and 3 standard deviations of a binomial count, √(200 · 0.05 · 0.95) = 3.1. */
  private static final int FIVE_PERCENT = 10 + 9;

  static Stream<Arguments> all() {
    return Stream.of(Synthetic.values())
        .flatMap(kind -> Stream.of(3, 5, 10).map(forks -> Arguments.of(kind, forks)));
  }

  private static List<Pairs.Pair> pairs(Synthetic kind, int forks, double noise, double log) {
    Random random = new Random(31L * kind.ordinal() + forks);
    List<Pairs.Pair> pairs = new ArrayList<>();
    for (int c = 0; c < COMPARISONS; c++) {
      pairs.add(kind.pair(random, forks, noise, log));
    }
    return pairs;
  }

  /** The bound of the verdicts has no allowance: a threshold of 2 % is beyond most of the noise. */
  @ParameterizedTest
  @MethodSource("all")
  void aThingAndItselfAreSeldomCalledDifferent(Synthetic kind, int forks) {
    SelfComparison.Errors errors = SelfComparison.Errors.of(pairs(kind, forks, 1, 0));
    assertThat(errors.verdicts()).isLessThanOrEqualTo(COMPARISONS / 20);
    assertThat(errors.lowVerdicts()).isLessThanOrEqualTo(COMPARISONS / 20);
    assertThat(errors.outside()).isLessThanOrEqualTo(FIVE_PERCENT);
  }

  /** At two levels of noise, so that the stated smallest effect lies on both sides of 5 %. */
  @ParameterizedTest
  @MethodSource("all")
  void whatCouldBeSeenIsSeen(Synthetic kind, int forks) {
    int visible = 0;
    int seen = 0;
    int smallestSeen = 0;
    for (double noise : new double[] {0.3, 0.8}) {
      double perFork = noise * Math.sqrt(forks / 3.0);
      SelfComparison.Errors errors = SelfComparison.Errors.of(pairs(kind, forks, perFork, 0));
      smallestSeen += errors.smallestSeen();
      visible += errors.visible();
      seen += errors.seen();
    }
    assertThat(smallestSeen).isGreaterThanOrEqualTo(2 * COMPARISONS * 9 / 10);
    assertThat(visible).isBetween(COMPARISONS / 5, 2 * COMPARISONS - 1);
    assertThat(seen).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * visible));
  }

  /** A truth at the threshold is not the same, and may be called so in one of forty. */
  @ParameterizedTest
  @EnumSource(Synthetic.class)
  void whatIsNotTheSameIsSeldomCalledTheSame(Synthetic kind) {
    double threshold = Math.log(1.02);
    long same =
        pairs(kind, 5, 0.25, threshold).stream()
            .flatMap(pair -> ResultComparison.rows(List.of(pair), threshold).stream())
            .filter(row -> row.verdict() == Verdict.SAME)
            .count();
    // 200 / 40 and 3 standard deviations, √(200 · 0.025 · 0.975) = 2.2.
    assertThat(same).isLessThanOrEqualTo(5 + 6);
  }

  /** Exit code 1 is about all rows at once: of 100 tables of 20 rows, few may have one verdict. */
  @Test
  void aTableOfThingsAndThemselvesIsSeldomRed() {
    Random random = new Random(7);
    int red = 0;
    for (int table = 0; table < 100; table++) {
      List<Pairs.Pair> pairs = new ArrayList<>();
      for (int row = 0; row < 20; row++) {
        pairs.add(Synthetic.EVEN.pair(random, 5, 1, 0));
      }
      red +=
          ResultComparison.rows(pairs, 1e-9).stream()
                  .anyMatch(row -> row.verdict().compareTo(Verdict.FASTER) >= 0)
              ? 1
              : 0;
    }
    // 5 and 3 standard deviations, √(100 · 0.05 · 0.95) = 2.2. Uncorrected, 64 would be due.
    assertThat(red).isLessThanOrEqualTo(5 + 6);
  }

  /** Why the interval is not the bootstrap's alone. */
  @Test
  void percentilesOfThreeForksLeaveTheTruthOutTooOften() {
    long outside =
        pairs(Synthetic.FORKS, 3, 1, 0).stream()
            .map(pair -> TimeRatio.replicates(new LogTimes(pair.a()), new LogTimes(pair.b())))
            .filter(sorted -> sorted[49] > 0 || sorted[1949] < 0)
            .count();
    assertThat(outside).isGreaterThan(FIVE_PERCENT);
  }
}
