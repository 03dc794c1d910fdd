package dev.superlane.jmh;

import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.PathChoice;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.train.Setup;
import dev.superlane.train.TrainConfig;
import java.util.Locale;
import java.util.Map;

/**
 * One configuration in which both paths are timed, as a line of scripts/path-grid: N K B E a
 * embedding activation.
 *
 * @param line as it stands there
 */
public record PathCell(String line, TrainConfig config) {

  /**
   * @throws IllegalArgumentException on a line that is no configuration
   */
  public static PathCell of(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length != 7) {
      throw new IllegalArgumentException(
          "cell is '%s', allowed is N K B E a embedding activation".formatted(line));
    }
    return new PathCell(
        line,
        TrainConfig.of(
            Map.of(
                "features", words[0],
                "width", words[1],
                "batch", words[2],
                "density", words[3],
                "data-exponent", words[4],
                "embedding", words[5],
                "activation", words[6])));
  }

  /** What {@code --path auto} takes here. */
  public StepPath auto() {
    return PathChoice.choose(config.problem(1));
  }

  public Embedding embedding() {
    return config.embedding();
  }

  public Activation activation() {
    return config.activation();
  }

  /** N×K×B, E and a. */
  public String sizes() {
    return String.format(
        Locale.ROOT,
        "%dx%dx%d E %s a %s",
        config.features(),
        config.width(),
        config.batch(),
        config.density(),
        config.dataExponent());
  }

  /** The problem with the learning rate of {@code --lr auto}, and where its training starts. */
  Start start() {
    try (Setup setup = Setup.fresh(config)) {
      return new Start(setup.problem(), setup.parameters());
    }
  }

  record Start(Problem problem, Parameters parameters) {}
}
