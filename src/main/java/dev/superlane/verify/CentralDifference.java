package dev.superlane.verify;

import java.util.function.ToDoubleFunction;

/**
 * The derivative of a student's loss, from losses alone.
 *
 * <p>While no gate moves, the loss is a polynomial of degree at most 4 in any one parameter: an
 * entry of S or c enters o linearly, one of the tied W quadratically, and the loss squares o. With
 * D(h) = (L(θ + h) − L(θ − h))/2h = L′ + h²·L‴/6 and nothing after it, (4·D(h) − D(2h))/3 is L′
 * without truncation (Richardson's extrapolation). So h need not be small, only small enough for
 * the gates, and what errs is the rounding of four losses. θ is a float and h a power of two: θ ± h
 * is exact, or off by less than rounding of the loss for a θ below 2⁻³⁰.
 */
final class CentralDifference {
  /** The step h; a loss is taken as far as {@link #REACH} from θ. */
  static final double H = 0x1p-16;

  static final double REACH = 2 * H;

  private CentralDifference() {}

  /** ∂L/∂θ_i. */
  static double of(ToDoubleFunction<double[]> loss, double[] theta, int i) {
    return (4 * over(loss, theta, i, H) - over(loss, theta, i, REACH)) / 3;
  }

  /** How far {@link #of} may be off where each loss may be by {@code lossError}. */
  static double error(double lossError) {
    // (4·e/h + e/2h)/3
    return 1.5 * lossError / H;
  }

  private static double over(ToDoubleFunction<double[]> loss, double[] theta, int i, double h) {
    double at = theta[i];
    theta[i] = at + h;
    double up = loss.applyAsDouble(theta);
    theta[i] = at - h;
    double down = loss.applyAsDouble(theta);
    theta[i] = at;
    return (up - down) / (2 * h);
  }
}
