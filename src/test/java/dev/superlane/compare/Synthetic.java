package dev.superlane.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up forks of one kernel, with the noise that forks and iterations of real ones have. */
enum Synthetic {
  /** Forks differ as much as iterations do. */
  EVEN {
    @Override
    double fork(Random random) {
      return 0.01 * random.nextGaussian();
    }

    @Override
    double iteration(Random random) {
      return 0.01 * random.nextGaussian();
    }
  },
  /** Code or memory laid out otherwise: iterations repeat, forks do not. */
  FORKS {
    @Override
    double fork(Random random) {
      return 0.01 * random.nextGaussian();
    }

    @Override
    double iteration(Random random) {
      return 0.002 * random.nextGaussian();
    }
  },
  /** Forks are all alike. */
  ITERATIONS {
    @Override
    double fork(Random random) {
      return 0;
    }

    @Override
    double iteration(Random random) {
      return 0.02 * random.nextGaussian();
    }
  },
  /** Student's t of 3 degrees of freedom, for both. */
  HEAVY_TAILS {
    @Override
    double fork(Random random) {
      return 0.005 * tailed(random);
    }

    @Override
    double iteration(Random random) {
      return 0.01 * tailed(random);
    }

    private double tailed(Random random) {
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        squares += Math.pow(random.nextGaussian(), 2);
      }
      return random.nextGaussian() / Math.sqrt(squares / 3);
    }
  },
  /** Three forks in ten are compiled otherwise and slower by 6 %. */
  TWO_MODES {
    @Override
    double fork(Random random) {
      return random.nextDouble() < 0.3 ? 0.06 : 0;
    }

    @Override
    double iteration(Random random) {
      return 0.003 * random.nextGaussian();
    }
  },
  /** A neighbour takes the core now and then: one iteration in twenty is slower by 15 %. */
  INTERRUPTED {
    @Override
    double fork(Random random) {
      return 0.004 * random.nextGaussian();
    }

    @Override
    double iteration(Random random) {
      return 0.005 * Math.abs(random.nextGaussian()) + (random.nextDouble() < 0.05 ? 0.15 : 0);
    }
  };

  private static final Measurement.Key KEY =
      new Measurement.Key("some.Bench.m", "avgt", 1, Map.of(), List.of());

  /** What a fork adds to the logarithm of time. */
  abstract double fork(Random random);

  /** What an iteration adds. */
  abstract double iteration(Random random);

  /**
   * @param noise factor of all noise
   * @param log of the true time
   */
  Measurement measure(Random random, int forks, int iterations, double noise, double log) {
    List<double[]> scores = new ArrayList<>();
    for (int f = 0; f < forks; f++) {
      double of = log + noise * fork(random);
      double[] fork = new double[iterations];
      for (int i = 0; i < iterations; i++) {
        fork[i] = Math.exp(of + noise * iteration(random));
      }
      scores.add(fork);
    }
    return new Measurement(KEY, "", "us/op", scores);
  }

  /** Both sides of the same truth but for {@code log}. */
  Pairs.Pair pair(Random random, int forks, double noise, double log) {
    return new Pairs.Pair(
        name(), measure(random, forks, 4, noise, 0), measure(random, forks, 4, noise, log));
  }
}
