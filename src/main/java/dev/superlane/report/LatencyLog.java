package dev.superlane.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * One .hlog of nanoseconds.
 *
 * @param comments its own lines on command and machine
 * @param histogram all intervals together
 */
record LatencyLog(String source, List<String> comments, Histogram histogram) {
  static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

  private static final int DIGITS = 3;
  private static final int POINTS = 64;

  /**
   * @throws IllegalArgumentException if it holds no interval
   */
  static LatencyLog read(Path hlog, String source) throws IOException {
    List<String> comments =
        Files.readAllLines(hlog).stream()
            .filter(line -> line.startsWith("#") && !line.startsWith("#["))
            .map(line -> line.substring(1))
            .toList();
    Histogram sum = new Histogram(DIGITS);
    try (HistogramLogReader reader = new HistogramLogReader(hlog.toFile())) {
      EncodableHistogram next = reader.nextIntervalHistogram();
      while (next != null) {
        if (next instanceof Histogram interval) {
          sum.add(interval);
        }
        next = reader.nextIntervalHistogram();
      }
    }
    if (sum.getTotalCount() == 0) {
      throw new IllegalArgumentException("it holds no histogram");
    }
    return new LatencyLog(source, comments, sum);
  }

  double microseconds(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }

  /** Microseconds against 1/(1 − percentile), as far as one value in the log reaches. */
  Curve curve(String label) {
    double last = Math.log10(histogram.getTotalCount());
    double[] x =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> Math.pow(10, last * i / (POINTS - 1)))
            .toArray();
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      y[i] = microseconds(100 * (1 - 1 / x[i]));
    }
    return new Curve(label, x, y, Curve.Style.MEASURED);
  }
}
