package dev.superlane.latency;

import dev.superlane.model.TrainingStep;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The service time of every training step, in nanoseconds. A closed loop has no arrival schedule,
 * so nothing is corrected for coordinated omission: this is service time, not response time.
 */
public final class StepLatency {
  /** An hour: no step is longer. */
  private static final long HIGHEST_NS = 3_600_000_000_000L;

  private static final int DIGITS = 3;
  private static final int CHECK_EVERY = 100;

  private final Histogram histogram = new Histogram(1, HIGHEST_NS, DIGITS);

  private volatile int stepsDone;
  private volatile boolean stopped;

  /**
   * Runs steps 0 … warmUp − 1 unrecorded, then records up to {@code steps}, or until {@link #stop}
   * or a parameter that is no longer finite. The recording loop allocates nothing and calls nothing
   * but the step and, between steps, {@code finite}: who shows progress asks {@link #stepsDone}.
   *
   * @param finite whether the parameters are still finite numbers, asked every 100 steps
   * @return whether they were to the end
   */
  public boolean record(TrainingStep step, BooleanSupplier finite, int warmUp, int steps) {
    boolean healthy = true;
    histogram.reset();
    for (int t = 0; t < steps && healthy && !stopped; t++) {
      if (t == warmUp) {
        histogram.setStartTimeStamp(System.currentTimeMillis());
      }
      long start = System.nanoTime();
      step.advance(t);
      long time = System.nanoTime() - start;
      if (t >= warmUp) {
        histogram.recordValue(time);
      }
      stepsDone = t + 1;
      if ((t + 1) % CHECK_EVERY == 0 || t + 1 == steps) {
        healthy = finite.getAsBoolean();
      }
    }
    histogram.setEndTimeStamp(System.currentTimeMillis());
    return healthy;
  }

  /** Ends the recording after the step under way; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Recorded steps. */
  public long recorded() {
    return histogram.getTotalCount();
  }

  /** Steps run so far, warm-up included; may be asked from any thread. */
  public int stepsDone() {
    return stepsDone;
  }

  /**
   * Writes NAME.hlog (nanoseconds, full fidelity) and NAME.txt (percentiles, microseconds) as
   * HdrHistogram's own tools read them, each beside its name and then renamed.
   *
   * @param comments lines that head the log: machine, command
   */
  public void write(Path folder, String name, Iterable<String> comments) throws IOException {
    replace(
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
    replace(
        folder.resolve(name + ".txt"), out -> histogram.outputPercentileDistribution(out, 5, 1e3));
  }

  private static void replace(Path file, Consumer<PrintStream> content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (PrintStream out =
          new PrintStream(Files.newOutputStream(beside), false, StandardCharsets.UTF_8)) {
        content.accept(out);
        // A print stream swallows its errors.
        if (out.checkError()) {
          throw new IOException("cannot write " + file);
        }
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Count, median, 90, 99, 99.9 per cent and maximum in one line, microseconds. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%7d steps  p50 %9.1f  p90 %9.1f  p99 %9.1f  p99.9 %9.1f  max %9.1f us",
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50) / 1e3,
        histogram.getValueAtPercentile(90) / 1e3,
        histogram.getValueAtPercentile(99) / 1e3,
        histogram.getValueAtPercentile(99.9) / 1e3,
        histogram.getMaxValue() / 1e3);
  }
}
