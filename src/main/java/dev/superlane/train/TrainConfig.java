package dev.superlane.train;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Optimizer;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All options of a training, checked together and completed by their defaults.
 *
 * @param steps in all
 * @param learningRate η, or empty for a fraction of the stability limit, or Adam's fixed rate
 * @param dataExponent a of the power spectrum, NaN for the others
 * @param channelExponent b of A_ii = i^-b
 * @param density E, expected number of active features before clipping
 * @param initScale s of S ~ Normal(0, s²/K)
 * @param path empty for the one that {@link dev.superlane.model.PathChoice} takes
 * @param snapshots steps after which the parameters are kept
 * @param init the file that the parameters start from, or empty for a random start
 */
public record TrainConfig(
    int features,
    int width,
    int batch,
    int steps,
    Optimizer optimizer,
    OptionalDouble learningRate,
    double dataExponent,
    double channelExponent,
    double density,
    Embedding embedding,
    double initScale,
    Activation activation,
    boolean bias,
    SpectrumChoice spectrumChoice,
    Gradient gradient,
    long seed,
    Optional<StepPath> path,
    KernelChoice kernels,
    int threads,
    Snapshots snapshots,
    Optional<Path> init) {

  /** The options' long names without dashes, in the order in which run.json lists them. */
  public static final List<String> NAMES =
      List.of(
          "features",
          "width",
          "batch",
          "steps",
          "optimizer",
          "lr",
          "data-exponent",
          "channel-exponent",
          "density",
          "embedding",
          "init-scale",
          "activation",
          "bias",
          "spectrum",
          "gradient",
          "seed",
          "path",
          "kernels",
          "threads",
          "snapshots",
          "init");

  private static final int MAX_SIZE = 65_536;
  private static final int MAX_THREADS = 256;

  /**
   * Reads, checks and completes options.
   *
   * @param given what was typed, by long name without dashes; what is absent gets its default
   * @throws IllegalArgumentException one sentence that names the option, the value and what is
   *     allowed
   */
  public static TrainConfig of(Map<String, String> given) {
    for (String name : given.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "--%s is no option of a training, allowed are --%s"
                .formatted(name, String.join(", --", NAMES)));
      }
    }
    OptionValues options = new OptionValues(given);
    int features = options.integer("features", 2, MAX_SIZE, 512);
    Embedding embedding = options.choice("embedding", Embedding.class, Embedding.FROZEN);
    boolean identity = embedding == Embedding.IDENTITY;
    Activation activation =
        options.choice(
            "activation", Activation.class, identity ? Activation.LINEAR : Activation.RELU);
    boolean relu = activation == Activation.RELU;
    if (identity && relu) {
      throw conflict("activation", "relu", "with --embedding identity allowed is linear");
    }
    boolean bias = options.truth("bias", relu);
    if (bias && !relu) {
      throw conflict(
          "bias",
          "true",
          identity
              ? "with --embedding identity allowed is false"
              : "with --activation linear allowed is false");
    }
    SpectrumChoice spectrum = SpectrumChoice.of(options);
    int steps = options.integer("steps", 0, Integer.MAX_VALUE, 20_000);
    return new TrainConfig(
        features,
        width(options, features, identity),
        options.integer("batch", 1, MAX_SIZE, 256),
        steps,
        options.choice("optimizer", Optimizer.class, Optimizer.SGD),
        options.auto("lr") ? OptionalDouble.empty() : OptionalDouble.of(learningRate(options)),
        dataExponent(options, spectrum),
        options.notNegative("channel-exponent", 0),
        options.positive("density", 1),
        embedding,
        options.notNegative("init-scale", identity ? 0 : 0.1),
        activation,
        bias,
        spectrum,
        gradient(options, embedding, relu),
        options.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1),
        path(options),
        options.choice("kernels", KernelChoice.class, KernelChoice.AUTO),
        options.integer("threads", 1, MAX_THREADS, 1),
        Snapshots.of(options, steps),
        options.has("init")
            ? Optional.of(options.path("init").toAbsolutePath().normalize())
            : Optional.empty());
  }

  private static int width(OptionValues options, int features, boolean identity) {
    int width = options.integer("width", 1, MAX_SIZE, identity ? features : 128);
    if (identity && width != features) {
      throw conflict(
          "width", width, "with --embedding identity allowed is --features, " + features);
    }
    if (width > features) {
      String origin = options.has("width") ? "" : " (the default)";
      throw conflict(
          "width",
          width + origin,
          "with --features %d allowed is 1 to %d".formatted(features, features));
    }
    return width;
  }

  private static double learningRate(OptionValues options) {
    try {
      return options.positive("lr", 0);
    } catch (IllegalArgumentException e) {
      throw options.refusal("lr", "auto or a finite number above 0");
    }
  }

  private static double dataExponent(OptionValues options, SpectrumChoice spectrum) {
    if (spectrum.kind() == SpectrumChoice.Kind.POWER) {
      return options.positive("data-exponent", 1.5);
    }
    if (options.has("data-exponent")) {
      throw conflict(
          "data-exponent",
          options.text("data-exponent", ""),
          "with --spectrum %s it is not used: allowed is only with --spectrum power"
              .formatted(spectrum.text()));
    }
    return Double.NaN;
  }

  private static Gradient gradient(OptionValues options, Embedding embedding, boolean relu) {
    Gradient gradient = options.choice("gradient", Gradient.class, Gradient.MINIBATCH);
    if (gradient == Gradient.POPULATION && (relu || embedding == Embedding.LEARNED)) {
      throw conflict(
          "gradient",
          "population",
          relu
              ? "with --activation relu allowed is minibatch"
              : "with --embedding learned allowed is minibatch");
    }
    return gradient;
  }

  private static Optional<StepPath> path(OptionValues options) {
    if (options.auto("path")) {
      return Optional.empty();
    }
    try {
      return Optional.of(options.choice("path", StepPath.class, null));
    } catch (IllegalArgumentException e) {
      throw options.refusal("path", "auto, dense or sparse");
    }
  }

  private static IllegalArgumentException conflict(String name, Object value, String rule) {
    return new IllegalArgumentException("--%s is %s, %s".formatted(name, value, rule));
  }

  public Shape shape() {
    return new Shape(features, width, batch, embedding, activation, bias);
  }

  /**
   * The arithmetic that this configuration defines; reads the file of counts if there is one.
   *
   * @throws IllegalArgumentException if that file is not what it must be
   */
  public Problem problem(double learningRate) {
    Spectrum spectrum = spectrumChoice.spectrum(features, dataExponent, density);
    float[] importance = Teacher.importance(features, channelExponent);
    return new Problem(shape(), spectrum, importance, gradient, optimizer, learningRate, seed);
  }

  /** Every option by its long name, as run.json holds it; null for what is not in use. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("features", features);
    values.put("width", width);
    values.put("batch", batch);
    values.put("steps", steps);
    values.put("optimizer", OptionValues.lower(optimizer));
    values.put("lr", learningRate.isPresent() ? learningRate.getAsDouble() : "auto");
    values.put("data-exponent", Double.isNaN(dataExponent) ? null : dataExponent);
    values.put("channel-exponent", channelExponent);
    values.put("density", density);
    values.put("embedding", OptionValues.lower(embedding));
    values.put("init-scale", initScale);
    values.put("activation", OptionValues.lower(activation));
    values.put("bias", bias);
    values.put("spectrum", spectrumChoice.text());
    values.put("gradient", OptionValues.lower(gradient));
    values.put("seed", seed);
    values.put("path", path.map(OptionValues::lower).orElse("auto"));
    values.put("kernels", OptionValues.lower(kernels));
    values.put("threads", threads);
    values.put("snapshots", snapshots.text());
    values.put("init", init.map(Path::toString).orElse(null));
    return values;
  }
}
