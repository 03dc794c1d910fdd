package dev.superlane.theory;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The power law of training without superposition (arXiv 2602.01045), with its amplitude.
 *
 * <p>With λ_i = C i^−a and A_i = i^−b the diagonal reading is L_t = ½ Σ_i C i^(−a−2b) (1 − C η
 * i^−a)^(2t). For large t, (1 − ηλ)^(2t) ≈ e^(−2tηλ) (1 − t(ηλ)²); the sum over i becomes an
 * integral up to N + ½ (midpoint rule), and u = s i^−a, s = 2ηCt, turns it into incomplete gamma
 * functions (DLMF 8.2.2):
 *
 * <pre>L_t ≈ (C/2a) s^−γ [Γ(γ, x) − Γ(γ+2, x)/(4t)],  γ = (a + 2b − 1)/a,  x = s (N + ½)^−a</pre>
 *
 * and for N → ∞ and t → ∞ the asymptote (C/2a) Γ(γ) s^−γ. The finite form agrees with the finite
 * diagonal sum to 2e-3 for t in 10² … 10⁴, N = 65 536, a from 1.1 to 3 and b from 0 to 1 at E = 1
 * and η = 0.5 (earlier, where s^(1/a) is a few features only, the sum is no integral yet). It
 * assumes stable training (ηC < 2) and no clipped feature, see {@link #clipped}.
 */
public final class PowerLaw {
  private final double a;
  private final double gamma;
  private final double logGamma; // ln Γ(γ)
  private final double cutoff; // (N + ½)^−a
  private final double scale; // C
  private final double rate; // s/t = 2ηC
  private final int features;
  private final boolean clipped;

  /**
   * @param a data exponent, p_i ∝ i^−a, above 0
   * @param b channel exponent, A_ii = i^−b, 0 or more
   * @param features N, 1 or more
   * @param density E, expected number of active features before clipping, above 0
   * @param learningRate η, above 0
   * @throws IllegalArgumentException on values out of range, and where a + 2b ≤ 1: there the loss
   *     has no power law
   */
  public PowerLaw(double a, double b, int features, double density, double learningRate) {
    positive("data exponent", a);
    positive("density", density);
    positive("learning rate", learningRate);
    if (!(b >= 0 && b < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "channel exponent is %s, allowed is a finite number of 0 or more".formatted(b));
    }
    if (features < 1) {
      throw new IllegalArgumentException(
          "features is %d, allowed is 1 or more".formatted(features));
    }
    this.a = a;
    this.features = features;
    gamma = exponent(a, b);
    if (!(gamma > 0)) {
      throw new IllegalArgumentException(
          "a + 2b is %s with a = %s and b = %s, a power law needs a + 2b above 1"
              .formatted(a + 2 * b, a, b));
    }
    double sum = 0;
    for (int i = features; i >= 1; i--) { // small terms first
      sum += Math.pow(i, -a);
    }
    clipped = density / sum > 1;
    scale = 4 * density / (3 * sum);
    rate = 2 * learningRate * scale;
    cutoff = Math.pow(features + 0.5, -a);
    logGamma = LogGamma.value(gamma);
  }

  /** γ = (a + 2b − 1)/a; 0 or less where there is no power law. */
  public static double exponent(double a, double b) {
    return (a + 2 * b - 1) / a;
  }

  /** γ of this law. */
  public double exponent() {
    return gamma;
  }

  /**
   * Whether E/Σj^−a > 1, so that p_1 (and more, perhaps) is clipped at 1: the losses here then
   * belong to probabilities above 1, which the data do not have.
   */
  public boolean clipped() {
    return clipped;
  }

  /**
   * The pure power law (C/2a) Γ(γ) s^−γ; see {@link #asymptoticHolds}.
   *
   * @param t steps, above 0
   */
  public double asymptotic(double t) {
    positive("t", t);
    return amplitude(t);
  }

  /**
   * The finite-N form. Γ(γ+2, x)/(4t) is the first correction for discrete steps: meant for t well
   * above γ(γ+1)/4 and x well below √t; far outside it is no loss, and can be negative.
   *
   * @param t steps, above 0
   */
  public double finite(double t) {
    positive("t", t);
    return amplitude(t) * (tail(t) - stepCorrection(t));
  }

  /**
   * Whether each of the two corrections of the finite form is below about 2 % of the asymptote: t
   * in [{@link #asymptoticFrom}, {@link #asymptoticTo}]. Where γ is small that window is empty even
   * at N = 65 536.
   *
   * @param t steps, above 0
   */
  public boolean asymptoticHolds(double t) {
    positive("t", t);
    return t >= asymptoticFrom() && t <= asymptoticTo();
  }

  /** 12.5 γ(γ+1) steps: from there on γ(γ+1)/(4t) ≤ 0.02. */
  public double asymptoticFrom() {
    return 12.5 * gamma * (gamma + 1);
  }

  /** Up to there x^γ/Γ(γ+1) ≤ 0.02, that is s ≤ (0.02 Γ(γ+1))^(1/γ) N^a. */
  public double asymptoticTo() {
    double logReach = (Math.log(0.02) + LogGamma.value(gamma + 1)) / gamma + a * Math.log(features);
    return Math.exp(logReach) / rate;
  }

  /** (C/2a) Γ(γ) s^−γ, from logarithms: Γ(γ) alone overflows above 171. */
  private double amplitude(double t) {
    return scale / (2 * a) * Math.exp(logGamma - gamma * Math.log(rate * t));
  }

  /** Q(γ, x) = Γ(γ, x)/Γ(γ). */
  private double tail(double t) {
    return RegularizedGamma.Q.value(gamma, rate * t * cutoff);
  }

  /** Γ(γ+2, x)/(4t Γ(γ)), with Γ(γ+2) = γ(γ+1)Γ(γ). */
  private double stepCorrection(double t) {
    double upper = RegularizedGamma.Q.value(gamma + 2, rate * t * cutoff);
    return gamma * (gamma + 1) * upper / (4 * t);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is a finite number above 0".formatted(name, value));
    }
  }
}
