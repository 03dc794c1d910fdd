package dev.superlane.reproduce;

import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.fit.SeedInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An exponent over seeds.
 *
 * @param bySeed in the seeds' order
 */
public record Estimate(List<Measurement> bySeed) {
  /** α of each seed, NaN where the rule refuses one. */
  double[] exponents() {
    return bySeed.stream()
        .mapToDouble(m -> m instanceof Exponent e ? e.law().exponent() : Double.NaN)
        .toArray();
  }

  /** The middle step of each seed's window on a logarithmic axis, NaN where there is none. */
  double[] windows() {
    return bySeed.stream()
        .mapToDouble(m -> m instanceof Exponent e ? Math.sqrt(e.from() * e.to()) : Double.NaN)
        .toArray();
  }

  private double[] measured() {
    return finite(exponents());
  }

  /** Those of the seeds that have a number. */
  static double[] finite(double[] bySeed) {
    return Arrays.stream(bySeed).filter(Double::isFinite).toArray();
  }

  /** Whether more than half of the seeds have an exponent. */
  boolean holds() {
    return 2 * measured().length > bySeed.size();
  }

  /** Of the seeds that have one; NaN unless {@link #holds}. */
  double median() {
    return holds() ? median(measured()) : Double.NaN;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
  }

  /** Student's, of the seeds that have one; empty unless {@link #holds} and with one seed. */
  Optional<SeedInterval> interval() {
    return holds() ? interval(measured()) : Optional.empty();
  }

  /** Student's, of the seeds that have a number; empty with one of them. */
  static Optional<SeedInterval> interval(double[] bySeed) {
    double[] values = finite(bySeed);
    return values.length < 2 ? Optional.empty() : Optional.of(SeedInterval.of(values));
  }

  /** Why some or all seeds have no exponent: the first one's reason and how many; empty if none. */
  Optional<String> refusal() {
    List<String> reasons =
        bySeed.stream()
            .filter(NoPowerLaw.class::isInstance)
            .map(m -> ((NoPowerLaw) m).reason())
            .toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d seeds: %s".formatted(reasons.size(), bySeed.size(), reasons.getFirst()));
  }
}
