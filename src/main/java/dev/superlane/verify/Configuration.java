package dev.superlane.verify;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A training of a linear student that is held against theory: a row of trajectories.csv, whose rows
 * were chosen before any of them ran.
 *
 * @param check what is held against what
 * @param preset QUICK rows are in both presets
 * @param rate η as a share of the stability limit that belongs to the check
 * @param seed of start and embedding; of the first run's batches, then one more each run
 * @param runs trainings, or the batches of a one-step check
 */
record Configuration(
    String check,
    Preset preset,
    StepPath path,
    Embedding embedding,
    int features,
    int width,
    int batch,
    double dataExponent,
    double channelExponent,
    double density,
    double rate,
    double initScale,
    long seed,
    int runs,
    int steps) {

  private static final int COLUMNS = 15;

  /** Those of one check that a preset runs, in the file's order. */
  static List<Configuration> of(String check, Preset preset) {
    return all().stream()
        .filter(c -> c.check.equals(check))
        .filter(c -> preset == Preset.FULL || c.preset == Preset.QUICK)
        .toList();
  }

  static List<Configuration> all() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Configuration.class.getResourceAsStream("trajectories.csv"),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(Configuration::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration parse(String line) {
    String[] cells = line.split(",");
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "%d cells, allowed are %d: %s".formatted(cells.length, COLUMNS, line));
    }
    return new Configuration(
        cells[0],
        Preset.valueOf(cells[1].toUpperCase(Locale.ROOT)),
        StepPath.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        Embedding.valueOf(cells[3].toUpperCase(Locale.ROOT)),
        Integer.parseInt(cells[4]),
        Integer.parseInt(cells[5]),
        Integer.parseInt(cells[6]),
        Double.parseDouble(cells[7]),
        Double.parseDouble(cells[8]),
        Double.parseDouble(cells[9]),
        Double.parseDouble(cells[10]),
        Double.parseDouble(cells[11]),
        Long.parseLong(cells[12]),
        Integer.parseInt(cells[13]),
        Integer.parseInt(cells[14]));
  }

  boolean identity() {
    return embedding == Embedding.IDENTITY;
  }

  Shape shape() {
    return new Shape(features, width, batch, embedding, Activation.LINEAR, false);
  }

  /** p, length N. */
  double[] probabilities() {
    return Spectrum.power(features, dataExponent, density).probabilities();
  }

  /** A_ii, length N. */
  float[] importance() {
    return Teacher.importance(features, channelExponent);
  }

  Parameters start() {
    return Parameters.initial(shape(), initScale, seed);
  }

  /**
   * The float that a step descends with.
   *
   * @param limit the stability limit of which {@link #rate} is a share
   */
  float learningRate(double limit) {
    return (float) (rate * limit);
  }

  Problem problem(Gradient gradient, float learningRate, int run) {
    return new Problem(
        shape(),
        Spectrum.power(features, dataExponent, density),
        importance(),
        gradient,
        learningRate,
        seed + run);
  }

  /** Sizes, exponents and start, for a check's name. */
  String label() {
    return "%s N=%d%s a=%s b=%s E=%s η=%s of the limit, start %s"
        .formatted(
            embedding.name().toLowerCase(Locale.ROOT),
            features,
            identity() ? "" : " K=" + width,
            Doubles.text(dataExponent),
            Doubles.text(channelExponent),
            Doubles.text(density),
            Doubles.text(rate),
            Doubles.text(initScale));
  }
}
