package dev.superlane.latency;

import dev.superlane.model.TrainingStep;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
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

  private final Histogram histogram = new Histogram(1, HIGHEST_NS, DIGITS);

  private volatile int stepsDone;

  /**
   * Runs steps 0 … warmUp − 1 unrecorded, then records up to {@code steps}. The recording loop
   * allocates nothing and calls nothing but the step: who shows progress asks {@link #stepsDone}.
   */
  public void record(TrainingStep step, int warmUp, int steps) {
    for (int t = 0; t < warmUp; t++) {
      step.advance(t);
      stepsDone = t + 1;
    }
    histogram.reset();
    histogram.setStartTimeStamp(System.currentTimeMillis());
    for (int t = warmUp; t < steps; t++) {
      long start = System.nanoTime();
      step.advance(t);
      histogram.recordValue(System.nanoTime() - start);
      stepsDone = t + 1;
    }
    histogram.setEndTimeStamp(System.currentTimeMillis());
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
