package dev.superlane.latency;

import dev.superlane.file.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The service time of every training step, or call of a kernel, in nanoseconds. A closed loop has
 * no arrival schedule, so nothing is corrected for coordinated omission: this is service time, not
 * response time.
 */
public final class ServiceTimes {
  /** An hour: no step is longer. */
  private static final long HIGHEST_NS = 3_600_000_000_000L;

  private static final int DIGITS = 3;
  private static final int CHECK_EVERY = 100;

  private final Histogram histogram = new Histogram(1, HIGHEST_NS, DIGITS);
  private final LongestTimes longest = new LongestTimes();

  private volatile int stepsDone;
  private volatile boolean stopped;

  /**
   * Runs steps {@code from} … {@code to} − 1; what is recorded of them is dropped by {@link
   * #record}, which so has all its code warm.
   *
   * @param step is given the step's number
   * @param finite whether results are still finite numbers, asked every 100 steps
   * @return whether they were to the end
   */
  public boolean warmUp(IntConsumer step, BooleanSupplier finite, int from, int to) {
    return run(step, finite, from, to);
  }

  /**
   * Records steps {@code from} … {@code to} − 1, or until {@link #stop} or a result that is no
   * longer finite. The loop allocates nothing and calls nothing but the step and, between steps,
   * {@code finite}: who shows progress asks {@link #stepsDone}.
   *
   * @return as {@link #warmUp}
   */
  public boolean record(IntConsumer step, BooleanSupplier finite, int from, int to) {
    histogram.reset();
    longest.reset();
    histogram.setStartTimeStamp(System.currentTimeMillis());
    boolean healthy = run(step, finite, from, to);
    histogram.setEndTimeStamp(System.currentTimeMillis());
    return healthy;
  }

  private boolean run(IntConsumer step, BooleanSupplier finite, int from, int to) {
    boolean healthy = true;
    for (int t = from; t < to && healthy && !stopped; t++) {
      long start = System.nanoTime();
      step.accept(t);
      long time = System.nanoTime() - start;
      histogram.recordValue(time);
      longest.offer(t, start, time);
      stepsDone = t + 1;
      if ((t + 1) % CHECK_EVERY == 0 || t + 1 == to) {
        healthy = finite.getAsBoolean();
      }
    }
    return healthy;
  }

  /** Ends the loop after the step under way; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  /** Recorded steps. */
  public long recorded() {
    return histogram.getTotalCount();
  }

  /** Steps run so far, warm-up included; may be asked from any thread. */
  public int stepsDone() {
    return stepsDone;
  }

  /** The longest of the recorded ones. */
  public LongestTimes longest() {
    return longest;
  }

  /**
   * Nanoseconds that so many per cent of the recorded steps did not exceed, to 3 digits.
   *
   * @param percentile 0 … 100
   */
  public long percentile(double percentile) {
    return histogram.getValueAtPercentile(percentile);
  }

  /** Nanoseconds a step. */
  public double mean() {
    return histogram.getMean();
  }

  /**
   * Writes NAME.hlog (nanoseconds, full fidelity) and NAME.txt (percentiles, microseconds) as
   * HdrHistogram's own tools read them.
   *
   * @param comments lines that head the log: machine, command
   */
  public void write(Path folder, String name, Iterable<String> comments) throws IOException {
    ResultFile.print(
        folder.resolve(name + ".hlog"),
        out -> {
          HistogramLogWriter writer = new HistogramLogWriter(out);
          for (String comment : comments) {
            writer.outputComment(comment);
          }
          writer.outputLogFormatVersion();
          writer.outputStartTime(histogram.getStartTimeStamp());
          writer.setBaseTime(histogram.getStartTimeStamp());
          writer.outputLegend();
          writer.outputIntervalHistogram(histogram);
        });
    ResultFile.print(
        folder.resolve(name + ".txt"), out -> histogram.outputPercentileDistribution(out, 5, 1e3));
  }

  /**
   * Count, median, 90, 99, 99.9 per cent and maximum in one line, microseconds.
   *
   * @param unit what was counted: steps or calls
   */
  public String summary(String unit) {
    return String.format(
        Locale.ROOT,
        "%7d %-5s  p50 %9.1f  p90 %9.1f  p99 %9.1f  p99.9 %9.1f  max %9.1f us",
        histogram.getTotalCount(),
        unit,
        percentile(50) / 1e3,
        percentile(90) / 1e3,
        percentile(99) / 1e3,
        percentile(99.9) / 1e3,
        longest.ns(0) / 1e3);
  }
}
