package dev.superlane.bench;

import dev.superlane.machine.PeakFma;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Benchmarks whose results are known beforehand: where they come out otherwise, no other result of
 * that day can be trusted.
 *
 * @param loopNs a turn of JMH's loop around nothing
 * @param timerNs between two readings of the clock that differ
 * @param peak GFLOP/s of the fma loop in registers
 * @param product GFLOP/s of the vector kernel's product of 256×256 matrices
 */
public record Sanity(double loopNs, double timerNs, double peak, double product) {
  /**
   * A turn loads a flag, tests it, counts and jumps back: under 5 cycles once compiled, and a core
   * slower than 1 GHz is asleep. An interpreted turn takes tens of nanoseconds.
   */
  static final double MOST_LOOP_NS = 5;

  /**
   * A hundredth of the shortest thing that {@code latency} times alone, sampling a batch in some 40
   * µs. A time stamp counter takes 20 to 50 ns; a clock that the kernel emulates, 500 and more.
   */
  static final double MOST_TIMER_NS = 400;

  /**
   * No product can pass the peak of its own instructions; 5 % is for a clock that rises between the
   * two. More means that time, or work, is counted wrongly.
   */
  static final double MOST_OF_PEAK = 1.05;

  /**
   * The kernel reaches 85 % of the peak and more at every width from n = 384 up, somewhat less at
   * 256. Under half of it most of the core's time went elsewhere, or vectors were emulated.
   */
  static final double LEAST_OF_PEAK = 0.5;

  /** JMH's arguments, for 15 seconds. */
  public static JmhArguments arguments() {
    return JmhArguments.parse(
        "^dev\\.superlane\\.jmh\\.(SanityBenchmark|PeakBenchmark)\\. -f 1 -wi 5 -w 400ms -i 5 -r 200ms");
  }

  /** From the results of {@link #arguments}. */
  public static Sanity of(List<JmhScore> scores) {
    double size = 256;
    return new Sanity(
        score(scores, "SanityBenchmark.emptyLoop"),
        score(scores, "SanityBenchmark.timerStep"),
        score(scores, "PeakBenchmark.fma") * PeakFma.flopsOfPass() * 1e-9,
        score(scores, "SanityBenchmark.product") * 2 * size * size * size * 1e-9);
  }

  private static double score(List<JmhScore> scores, String benchmark) {
    return scores.stream()
        .filter(score -> score.benchmark().equals(benchmark))
        .mapToDouble(JmhScore::score)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Why this machine cannot be trusted today, a sentence each; none if it can. */
  public List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (!(loopNs <= MOST_LOOP_NS)) {
      doubts.add(say("an empty loop takes %.1f ns a turn (at most %.0f)", loopNs, MOST_LOOP_NS));
    }
    if (!(timerNs <= MOST_TIMER_NS)) {
      doubts.add(say("the clock moves in steps of %.0f ns (at most %.0f)", timerNs, MOST_TIMER_NS));
    }
    if (!(product <= MOST_OF_PEAK * peak && product >= LEAST_OF_PEAK * peak)) {
      doubts.add(
          say(
              "a product of known flops runs at %.0f %% of the fma peak (%.0f to %.0f)",
              100 * product / peak, 100 * LEAST_OF_PEAK, 100 * MOST_OF_PEAK));
    }
    return doubts;
  }

  /** All four in a line. */
  public String sentence() {
    return say(
        "an empty loop %.2f ns, a step of the clock %.0f ns, fma peak %.1f GFLOP/s, a product of"
            + " known flops %.0f %% of it",
        loopNs, timerNs, peak, 100 * product / peak);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
