package dev.superlane.latency;

import dev.superlane.model.TrainingStep;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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

  /** Steps between two reports of progress: one that long is no share of the time of a step. */
  private static final int REPORT_EVERY = 256;

  private final Histogram histogram = new Histogram(1, HIGHEST_NS, DIGITS);

  /** Told how many steps are done. */
  @FunctionalInterface
  public interface Progress {
    void reached(int step);
  }

  /**
   * Runs steps 0 … warmUp − 1 unrecorded, then records up to {@code steps}. The recording loop
   * allocates nothing.
   */
  public void record(TrainingStep step, int warmUp, int steps, Progress progress) {
    for (int t = 0; t < warmUp; t++) {
      step.advance(t);
      if (t % REPORT_EVERY == 0) {
        progress.reached(t);
      }
    }
    histogram.reset();
    histogram.setStartTimeStamp(System.currentTimeMillis());
    for (int t = warmUp; t < steps; t++) {
      long start = System.nanoTime();
      step.advance(t);
      histogram.recordValue(System.nanoTime() - start);
      if (t % REPORT_EVERY == 0) {
        progress.reached(t);
      }
    }
    histogram.setEndTimeStamp(System.currentTimeMillis());
    progress.reached(steps);
  }

  /**
   * Writes NAME.hlog (nanoseconds, full fidelity) and NAME.txt (percentiles, microseconds) as
   * HdrHistogram's own tools read them.
   *
   * @param comments lines that head the log: machine, command
   */
  public void write(Path folder, String name, Iterable<String> comments) throws IOException {
    Path log = folder.resolve(name + ".hlog");
    try (PrintStream out = stream(log)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      for (String comment : comments) {
        writer.outputComment(comment);
      }
      writer.outputLogFormatVersion();
      writer.outputStartTime(histogram.getStartTimeStamp());
      writer.setBaseTime(histogram.getStartTimeStamp());
      writer.outputLegend();
      writer.outputIntervalHistogram(histogram);
      failIfBroken(out, log);
    }
    Path table = folder.resolve(name + ".txt");
    try (PrintStream out = stream(table)) {
      histogram.outputPercentileDistribution(out, 5, 1e3);
      failIfBroken(out, table);
    }
  }

  private static PrintStream stream(Path file) throws IOException {
    return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
  }

  /** A print stream swallows its errors. */
  private static void failIfBroken(PrintStream out, Path file) throws IOException {
    if (out.checkError()) {
      throw new IOException("cannot write " + file);
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
