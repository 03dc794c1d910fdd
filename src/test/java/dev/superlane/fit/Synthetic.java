package dev.superlane.fit;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Loss curves of known exponent, at a run's recorded steps, with noise as recorded losses have it:
 * multiplicative, and shared between neighbours, with correlation ρ from one recorded step to the
 * next.
 */
final class Synthetic {
  private final double[] steps;
  private final double noise;
  private final double correlation;
  private final SplittableRandom random;

  Synthetic(double lastStep, double noise, double correlation, long seed) {
    steps =
        IntStream.iterate(0, k -> Math.pow(10, k / 16.0) <= lastStep * 1.01, k -> k + 1)
            .mapToDouble(k -> Math.round(Math.pow(10, k / 16.0)))
            .distinct()
            .toArray();
    this.noise = noise;
    this.correlation = correlation;
    random = new SplittableRandom(seed);
  }

  double[] at(DoubleUnaryOperator curve) {
    return Arrays.stream(steps).map(curve).toArray();
  }

  /** The curve with its next noise. */
  LossCurve next(DoubleUnaryOperator curve) {
    double[] losses = at(curve);
    double state = random.nextGaussian();
    for (int i = 0; i < losses.length; i++) {
      losses[i] *= Math.exp(noise * state);
      state =
          correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return new LossCurve(steps, losses);
  }
}
