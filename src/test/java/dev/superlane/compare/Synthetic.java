package dev.superlane.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Made-up forks of one kernel, with the noise that forks and iterations of real ones have. */
enum Synthetic {
  /** Forks differ as much as iterations do. */
  EVEN(random -> 0.01 * random.nextGaussian(), random -> 0.01 * random.nextGaussian()),
  /** Code or memory laid out otherwise: iterations repeat, forks do not. */
  FORKS(random -> 0.01 * random.nextGaussian(), random -> 0.002 * random.nextGaussian()),
  /** Forks are all alike. */
  ITERATIONS(random -> 0, random -> 0.02 * random.nextGaussian()),
  /** Student's t of 3 degrees of freedom, for both. */
  HEAVY_TAILS(random -> 0.005 * tailed(random), random -> 0.01 * tailed(random)),
  /** Three forks in ten are compiled otherwise and slower by 6 %. */
  TWO_MODES(
      random -> random.nextDouble() < 0.3 ? 0.06 : 0, random -> 0.003 * random.nextGaussian()),
  /** A neighbour takes the core now and then: one iteration in twenty is slower by 15 %. */
  INTERRUPTED(
      random -> 0.004 * random.nextGaussian(),
      random -> 0.005 * Math.abs(random.nextGaussian()) + (random.nextDouble() < 0.05 ? 0.15 : 0));

  private static final Measurement.Key KEY =
      new Measurement.Key("some.Bench.m", "avgt", 1, Map.of(), List.of());

  private final ToDoubleFunction<Random> fork;
  private final ToDoubleFunction<Random> iteration;

  /** What a fork adds to the logarithm of time, and what an iteration adds. */
  Synthetic(ToDoubleFunction<Random> fork, ToDoubleFunction<Random> iteration) {
    this.fork = fork;
    this.iteration = iteration;
  }

  private static double tailed(Random random) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      squares += Math.pow(random.nextGaussian(), 2);
    }
    return random.nextGaussian() / Math.sqrt(squares / 3);
  }

  /**
   * @param noise factor of all noise
   * @param log of the true time
   */
  Measurement measure(Random random, int forks, int iterations, double noise, double log) {
    List<double[]> scores = new ArrayList<>();
    for (int f = 0; f < forks; f++) {
      double of = log + noise * fork.applyAsDouble(random);
      double[] times = new double[iterations];
      for (int i = 0; i < iterations; i++) {
        times[i] = Math.exp(of + noise * iteration.applyAsDouble(random));
      }
      scores.add(times);
    }
    return new Measurement(KEY, "", "us/op", scores);
  }

  /** Both sides of the same truth but for {@code log}. */
  Pairs.Pair pair(Random random, int forks, double noise, double log) {
    return new Pairs.Pair(
        name(), measure(random, forks, 4, noise, 0), measure(random, forks, 4, noise, log));
  }
}
