package dev.superlane.model;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import java.util.Arrays;

/**
 * A step of Adam (Kingma and Ba, 2015; β1 = 0.9, β2 = 0.999, ε = 1e-8) on any path's gradient, over
 * all trained parameters, those without a gradient too: θ ← θ − η·m̂/(√v̂ + ε) with m̂ = m/(1 −
 * β1^t) and v̂ = v/(1 − β2^t). The corrections go into η and ε once a step, so that the kernel has
 * neither.
 */
final class AdamStep implements TrainingStep {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** Adds the gradient of its step to {@link #gradient}. */
  final TrainingStep gradientStep;

  private final double learningRate;
  private final Parameters parameters;
  private final Moments moments;

  /** Zero between steps. */
  private final float[] gradient;

  private final Kernels kernels;
  private final Team team;
  private final Team.Region update = this::update;
  private float rate;
  private float epsilon;

  AdamStep(
      Problem problem,
      Parameters parameters,
      Moments moments,
      float[] gradient,
      TrainingStep gradientStep,
      Kernels kernels,
      Team team) {
    this.parameters = parameters;
    this.moments = moments;
    this.gradient = gradient;
    this.gradientStep = gradientStep;
    this.kernels = kernels;
    this.team = team;
    learningRate = problem.learningRate();
  }

  @Override
  public void advance(int step) {
    gradientStep.advance(step);
    long t = step + 1L;
    double correction = Math.sqrt(1 - power(BETA2, t));
    rate = (float) (learningRate * correction / (1 - power(BETA1, t)));
    epsilon = (float) (EPSILON * correction);
    team.run(update);
  }

  /** By squaring: the same bits everywhere, and StrictMath.pow allocates 96 bytes a call. */
  private static double power(double base, long exponent) {
    double power = 1;
    double square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }

  private void update(int part, int parts) {
    int start = parameters.trained();
    int length = parameters.values.length - start;
    int from = start + Team.bound(length, part, parts, 16);
    int to = start + Team.bound(length, part + 1, parts, 16);
    kernels.adam(
        to - from,
        rate,
        epsilon,
        gradient,
        moments.first().values,
        moments.second().values,
        parameters.values,
        from);
    Arrays.fill(gradient, from, to, 0);
  }
}
