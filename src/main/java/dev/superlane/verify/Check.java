package dev.superlane.verify;

/**
 * One row of the correctness suite.
 *
 * @param name what is checked
 * @param bound what is measured may reach at most
 * @param origin where the bound comes from
 */
public record Check(String name, double bound, String origin, Measurement measurement) {

  /** Measures, and keeps the curves that it measured on. */
  @FunctionalInterface
  public interface Measurement {
    Outcome measure() throws Exception;
  }

  /** Measures the deviation alone. */
  @FunctionalInterface
  public interface Deviation {
    double measure() throws Exception;
  }

  public Check(String name, double bound, String origin, Deviation deviation) {
    this(name, bound, origin, (Measurement) () -> Outcome.of(deviation.measure()));
  }

  /** Never throws what a broken kernel may: a check that could not end has failed. */
  public Result run() {
    long start = System.nanoTime();
    Outcome outcome = Outcome.of(Double.NaN);
    String problem = "";
    try {
      outcome = measurement.measure();
    } catch (Exception e) {
      problem = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    return new Result(this, outcome, problem, System.nanoTime() - start);
  }

  /**
   * A check and what came out.
   *
   * @param problem why nothing could be measured, else empty
   */
  public record Result(Check check, Outcome outcome, String problem, long nanoseconds) {
    public double measured() {
      return outcome.measured();
    }

    public boolean passed() {
      return outcome.measured() <= check.bound();
    }
  }
}
