package dev.superlane.verify;

/**
 * One row of the correctness suite.
 *
 * @param name what is checked
 * @param bound what {@code measured} may reach at most
 * @param origin where the bound comes from
 */
public record Check(String name, double bound, String origin, Measurement measurement) {

  /** Measures the deviation; NaN fails. */
  @FunctionalInterface
  public interface Measurement {
    double measure();
  }

  /** A check and what came out. */
  public record Result(Check check, double measured) {
    public boolean passed() {
      return measured <= check.bound();
    }
  }

  public Result run() {
    return new Result(this, measurement.measure());
  }
}
