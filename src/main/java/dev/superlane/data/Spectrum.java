package dev.superlane.data;

/**
 * How often each feature is active: p_i = min(1, E·w_i / Σ_j w_j) for weights w and a density E,
 * the expected number of active features before clipping at 1. A sample is x_i = u_i v_i with
 * independent u_i ~ Bernoulli(p_i) and v_i ~ Uniform(0, 2).
 *
 * <p>Immutable. Features are 0-based here: feature 0 is i = 1 of the formulas.
 */
public final class Spectrum {
  private static final int MIN_FEATURES = 2;
  private static final int MAX_FEATURES = 65_536;

  private final double[] probabilities;
  private final double sum;

  private Spectrum(double[] weights, double density) {
    requirePositive("density", density);
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    probabilities = new double[weights.length];
    double clipped = 0;
    for (int i = 0; i < weights.length; i++) {
      probabilities[i] = Math.min(1, density * weights[i] / total);
      clipped += probabilities[i];
    }
    sum = clipped;
  }

  /**
   * The power law w_i = i^-a.
   *
   * @param features N, 2 … 65 536
   * @param dataExponent a, above 0
   * @param density E, above 0
   */
  public static Spectrum power(int features, double dataExponent, double density) {
    requireFeatures(features);
    requirePositive("dataExponent", dataExponent);
    double[] weights = new double[features];
    for (int i = 0; i < features; i++) {
      weights[i] = StrictMath.pow(i + 1, -dataExponent);
    }
    return new Spectrum(weights, density);
  }

  /**
   * The exponential w_i = e^(-i/τ).
   *
   * @param features N, 2 … 65 536
   * @param tau τ in features, above 0
   * @param density E, above 0
   */
  public static Spectrum exponential(int features, double tau, double density) {
    requireFeatures(features);
    requirePositive("tau", tau);
    double[] weights = new double[features];
    for (int i = 0; i < features; i++) {
      // From e^0, the same p as from e^(-1/τ): with a small τ all of those would underflow to 0.
      weights[i] = StrictMath.exp(-i / tau);
    }
    return new Spectrum(weights, density);
  }

  /**
   * The straight line w_i = (N - i + 1)/N.
   *
   * @param features N, 2 … 65 536
   * @param density E, above 0
   */
  public static Spectrum linear(int features, double density) {
    requireFeatures(features);
    double[] weights = new double[features];
    for (int i = 0; i < features; i++) {
      weights[i] = (double) (features - i) / features;
    }
    return new Spectrum(weights, density);
  }

  /**
   * Frequencies proportional to counts; a feature of count 0 never appears.
   *
   * @param counts one a feature, finite, at least 0, not all 0
   * @param density E, above 0
   */
  public static Spectrum counts(double[] counts, double density) {
    requireFeatures(counts.length);
    double greatest = 0;
    for (int i = 0; i < counts.length; i++) {
      if (!(counts[i] >= 0) || Double.isInfinite(counts[i])) {
        throw new IllegalArgumentException(
            "count %d is %s, allowed is a finite number of at least 0".formatted(i + 1, counts[i]));
      }
      greatest = Math.max(greatest, counts[i]);
    }
    if (greatest == 0) {
      throw new IllegalArgumentException(
          "all %d counts are 0, allowed is at least one above 0".formatted(counts.length));
    }
    double[] weights = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      // Relative to the greatest, so that their sum cannot overflow.
      weights[i] = counts[i] / greatest;
    }
    return new Spectrum(weights, density);
  }

  /** N. */
  public int features() {
    return probabilities.length;
  }

  /** p of feature i, 0 ≤ i &lt; N. */
  public double probability(int i) {
    return probabilities[i];
  }

  /** A copy of p, N values. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** Σ_i p_i: the expected number of active features in a sample, after clipping. */
  public double sum() {
    return sum;
  }

  private static void requireFeatures(int features) {
    if (features < MIN_FEATURES || features > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "features is %d, allowed is %d to %d".formatted(features, MIN_FEATURES, MAX_FEATURES));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is a finite number above 0".formatted(name, value));
    }
  }
}
