package dev.superlane.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * The options that define a training, as they were typed: {@link dev.superlane.train.TrainConfig}
 * reads, checks and completes them, and words what is wrong.
 */
final class TrainOptions {
  @Option(
      names = "--features",
      paramLabel = "N",
      description = "Input features, 2 to 65536. Default: 512.")
  private String features;

  @Option(
      names = "--width",
      paramLabel = "K",
      description = "Width of the bottleneck, 1 to N. Default: 128; N with --embedding identity.")
  private String width;

  @Option(
      names = "--batch",
      paramLabel = "B",
      description = "Samples a step, 1 to 65536. Default: 256.")
  private String batch;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description = "Steps in all; 0 writes the start. Default: 20000.")
  private String steps;

  @Option(
      names = "--optimizer",
      paramLabel = "KIND",
      description =
          "sgd, or adam (beta1 0.9, beta2 0.999, epsilon 1e-8, over all trained parameters)."
              + " Default: sgd.")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "Learning rate, a number above 0, or auto: 0.8 of the stability limit of the linear"
              + " student; 0.001 with --optimizer adam. Default: auto.")
  private String lr;

  @Option(
      names = "--data-exponent",
      paramLabel = "a",
      description = "Feature frequencies fall as i^-a, a above 0. Default: 1.5.")
  private String dataExponent;

  @Option(
      names = "--channel-exponent",
      paramLabel = "b",
      description = "Channel importance falls as i^-b, b at least 0. Default: 0.")
  private String channelExponent;

  @Option(
      names = "--density",
      paramLabel = "E",
      description =
          "Expected number of active features in a sample before clipping, above 0. Default: 1.")
  private String density;

  @Option(
      names = "--embedding",
      paramLabel = "KIND",
      description =
          "identity (no superposition: width = features, linear, no bias), frozen or learned."
              + " Default: frozen.")
  private String embedding;

  @Option(
      names = "--init-scale",
      paramLabel = "s",
      description =
          "The core starts as Normal(0, s^2/K). Default: 0.1; 0 with --embedding identity.")
  private String initScale;

  @Option(
      names = "--activation",
      paramLabel = "KIND",
      description = "relu or linear. Default: relu; linear with --embedding identity.")
  private String activation;

  @Option(
      names = "--bias",
      paramLabel = "BOOL",
      description = "true or false. Default: true with relu; linear students have none.")
  private String bias;

  @Option(
      names = "--spectrum",
      paramLabel = "LAW",
      description =
          "power, exponential:TAU, linear, or a file with one count a line for each feature."
              + " Default: power.")
  private String spectrum;

  @Option(
      names = "--gradient",
      paramLabel = "KIND",
      description =
          "minibatch, or population (the exact expectation; linear students with identity or"
              + " frozen embedding). Default: minibatch.")
  private String gradient;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Of the start, the batches and the held-out set; 64 bits. Default: 1.")
  private String seed;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "dense, sparse, or auto: decided by the configuration alone. Default: auto.")
  private String path;

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      description = "scalar, vector, or auto, which is vector. Same bits. Default: auto.")
  private String kernels;

  @Option(
      names = "--threads",
      paramLabel = "n",
      description = "1 to 256. Same bits for any number. Default: 1.")
  private String threads;

  @Option(
      names = "--snapshots",
      paramLabel = "s1,s2,...",
      description =
          "Steps after which the parameters are kept in snapshots/STEP.safetensors, STEP in ten"
              + " digits; ascending, 0 to --steps. Default: none.")
  private String snapshots;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "A .safetensors file that the parameters start from. Default: a random start.")
  private String init;

  /** What was typed, by long name without dashes. */
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "features", features);
    put(given, "width", width);
    put(given, "batch", batch);
    put(given, "steps", steps);
    put(given, "optimizer", optimizer);
    put(given, "lr", lr);
    put(given, "data-exponent", dataExponent);
    put(given, "channel-exponent", channelExponent);
    put(given, "density", density);
    put(given, "embedding", embedding);
    put(given, "init-scale", initScale);
    put(given, "activation", activation);
    put(given, "bias", bias);
    put(given, "spectrum", spectrum);
    put(given, "gradient", gradient);
    put(given, "seed", seed);
    put(given, "path", path);
    put(given, "kernels", kernels);
    put(given, "threads", threads);
    put(given, "snapshots", snapshots);
    put(given, "init", init);
    return given;
  }

  private static void put(Map<String, String> given, String name, String typed) {
    if (typed != null) {
      given.put(name, typed);
    }
  }
}
