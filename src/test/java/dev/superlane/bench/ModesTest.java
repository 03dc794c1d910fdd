package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModesTest {
  private static final int SAMPLES = 50_000;

  /** Not the seed that the bounds are drawn with. */
  private static final long SEED = 77;

  /** How many of SAMPLES samples of n forks are named bimodal. */
  private static int named(int n, ToDoubleFunction<SplittableRandom> fork) {
    SplittableRandom random = new SplittableRandom(SEED + n);
    int named = 0;
    double[] forks = new double[n];
    for (int s = 0; s < SAMPLES; s++) {
      for (int i = 0; i < n; i++) {
        forks[i] = fork.applyAsDouble(random);
      }
      named += Modes.of(forks).isPresent() ? 1 : 0;
    }
    return named;
  }

  /** What a rate of one in a thousand passes once in 100 000 tests: 4.3 standard deviations. */
  private static int most() {
    double mean = Modes.FALSE_RATE * SAMPLES;
    return (int) (mean + 4.3 * Math.sqrt(mean) + 1);
  }

  /** A spread of 20 %, so that the least gap of 1 % hides nothing. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 10, 20})
  void oneModeIsRarelyNamed(int n) {
    int logNormal = named(n, random -> Math.exp(0.2 * random.nextGaussian()));
    int normal = named(n, random -> 100 + 3 * random.nextGaussian());
    int most = most();
    assertThat(logNormal).isLessThanOrEqualTo(most);
    assertThat(normal).isLessThanOrEqualTo(most);
    // And the bound is not so high that nothing ever passes: the rate is the one that is stated.
    int least = (int) (2 * Modes.FALSE_RATE * SAMPLES - most);
    assertThat(logNormal).isGreaterThanOrEqualTo(least);
  }

  /** Modes 20 % apart, a spread of 0.5 % within. */
  @ParameterizedTest
  @CsvSource({"10, 0.95", "20, 0.99"})
  void twoModesAreFound(int n, double share) {
    int named =
        named(
            n,
            random -> (random.nextBoolean() ? 1.2 : 1.0) * Math.exp(0.005 * random.nextGaussian()));
    // Of n forks at random one in 2^n · (1 + n) has fewer than two in one group.
    double hidden = 2 * (1 + n) / Math.pow(2, n);
    assertThat(named / (double) SAMPLES).isBetween(share - hidden, 1.0);
  }

  @Test
  void theGroupsAreTold() {
    assertThat(Modes.of(new double[] {10, 12.01, 10.01, 12, 10.02, 11.99}))
        .hasValueSatisfying(modes -> {
          assertThat(modes.lowForks()).isEqualTo(3);
          assertThat(modes.highForks()).isEqualTo(3);
          assertThat(modes.low()).isBetween(10.0099, 10.0101);
          assertThat(modes.high()).isBetween(11.9999, 12.0001);
        });
  }

  @Test
  void neitherOddForksNorHairsBreadthsNorFewForksAreModes() {
    assertThat(Modes.of(new double[] {10, 10.01, 10.02, 9.99, 10.01, 20})).isEmpty();
    assertThat(Modes.of(new double[] {10, 10, 10, 10.05, 10.05, 10.05})).isEmpty();
    assertThat(Modes.of(new double[] {10, 10, 12})).isEmpty();
    assertThat(Modes.of(new double[] {0, 0, 12, 12})).isEmpty();
  }

  /** No spread within at all is as far apart as can be. */
  @Test
  void exactlyTwoValuesAreModes() {
    assertThat(Modes.of(new double[] {10, 10, 10, 12, 12})).isPresent();
  }
}
