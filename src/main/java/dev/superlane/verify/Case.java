package dev.superlane.verify;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Team;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Optimizer;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A student of one mode, small enough to be held against the double reference. */
public record Case(String label, Problem problem) {
  private static final double RATE = 0.25;

  /**
   * Every mode of a minibatch student, twice: few and many samples against distinct features. The
   * wide ones have three blocks of columns on either side, so that no thread of three is idle.
   */
  public static List<Case> minibatch() {
    return List.of(
        of(24, 24, 9, Embedding.IDENTITY, Activation.LINEAR, false),
        of(19, 7, 40, Embedding.FROZEN, Activation.LINEAR, false),
        of(21, 9, 5, Embedding.FROZEN, Activation.LINEAR, false),
        of(19, 7, 3, Embedding.LEARNED, Activation.LINEAR, false),
        of(19, 7, 40, Embedding.LEARNED, Activation.LINEAR, false),
        of(17, 6, 40, Embedding.FROZEN, Activation.RELU, true),
        of(33, 9, 5, Embedding.FROZEN, Activation.RELU, false),
        of(17, 6, 40, Embedding.LEARNED, Activation.RELU, true),
        of(33, 9, 5, Embedding.LEARNED, Activation.RELU, true),
        of(17, 6, 40, Embedding.LEARNED, Activation.RELU, false),
        of(140, 40, 9, Embedding.FROZEN, Activation.RELU, true),
        of(140, 40, 9, Embedding.LEARNED, Activation.RELU, true),
        of(140, 40, 24, Embedding.LEARNED, Activation.LINEAR, false));
  }

  /** Both steps on the exact gradient, small ones and some with work for three threads. */
  public static List<Case> population() {
    return List.of(
        of(13, 13, 1, Embedding.IDENTITY, Activation.LINEAR, false, Gradient.POPULATION, RATE),
        of(19, 7, 1, Embedding.FROZEN, Activation.LINEAR, false, Gradient.POPULATION, RATE),
        of(40, 40, 1, Embedding.IDENTITY, Activation.LINEAR, false, Gradient.POPULATION, RATE),
        of(140, 40, 1, Embedding.FROZEN, Activation.LINEAR, false, Gradient.POPULATION, RATE));
  }

  /**
   * Adam's: without a bottleneck, all three tensors trained, two of them, and the exact gradient.
   */
  static List<Case> adam() {
    return Stream.of(
            of(24, 24, 9, Embedding.IDENTITY, Activation.LINEAR, false),
            of(140, 40, 9, Embedding.LEARNED, Activation.RELU, true),
            of(17, 6, 40, Embedding.FROZEN, Activation.RELU, true),
            of(19, 7, 1, Embedding.FROZEN, Activation.LINEAR, false, Gradient.POPULATION, RATE))
        .map(Case::withAdam)
        .toList();
  }

  private Case withAdam() {
    return new Case(
        "Adam, " + label,
        new Problem(
            problem.shape(),
            problem.spectrum(),
            problem.importance(),
            problem.gradient(),
            Optimizer.ADAM,
            0x1p-6,
            problem.seed()));
  }

  /** More outputs than one float sum of the evaluation takes. */
  static Case segmented() {
    // The stability limit falls with N/K.
    return of(1100, 8, 16, Embedding.FROZEN, Activation.RELU, true, Gradient.MINIBATCH, 0x1p-8);
  }

  private static Case of(
      int n, int k, int batch, Embedding embedding, Activation activation, boolean bias) {
    return of(n, k, batch, embedding, activation, bias, Gradient.MINIBATCH, RATE);
  }

  private static Case of(
      int n,
      int k,
      int batch,
      Embedding embedding,
      Activation activation,
      boolean bias,
      Gradient gradient,
      double learningRate) {
    Shape shape = new Shape(n, k, batch, embedding, activation, bias);
    String kind = (embedding + " " + activation).toLowerCase(Locale.ROOT);
    String label = "%s%s N=%d K=%d B=%d".formatted(kind, bias ? "+bias" : "", n, k, batch);
    Spectrum spectrum = Spectrum.power(n, 1.2, 2);
    float[] importance = Teacher.importance(n, 0.3);
    return new Case(label, new Problem(shape, spectrum, importance, gradient, learningRate, 11));
  }

  /**
   * A start whose every part is off zero: S and c drawn, gates of both kinds, none so close to 0
   * that rounding could move it (the checks make sure).
   */
  public Parameters start() {
    Parameters start = Parameters.initial(problem.shape(), 0.7, 5);
    if (start.bias != Parameters.ABSENT) {
      for (int i = 0; i < problem.shape().features(); i++) {
        start.values[start.bias + i] = (i % 5 - 2.5f) / 16;
      }
    }
    return start;
  }

  /** The label, and whether the gradient is the exact one. */
  String name() {
    boolean population = problem.gradient() == Gradient.POPULATION;
    return population ? "population gradient, " + label : label;
  }

  /**
   * The parameters before and after step {@code t}, by a step that has done all before it: what it
   * keeps between steps is no longer new.
   */
  float[][] around(StepPath path, Subject subject, int t) {
    Parameters parameters = start();
    try (Team team = subject.team()) {
      TrainingStep step = subject.step(problem, parameters, path, team);
      for (int before = 0; before < t; before++) {
        step.advance(before);
      }
      float[] before = parameters.values.clone();
      step.advance(t);
      return new float[][] {before, parameters.values};
    }
  }

  /** The parameters after {@code steps} steps. */
  public float[] train(StepPath path, Subject subject, int steps) {
    Parameters parameters = start();
    try (Team team = subject.team()) {
      TrainingStep step = subject.step(problem, parameters, path, team);
      for (int t = 0; t < steps; t++) {
        step.advance(t);
      }
    }
    return parameters.values;
  }

  /** The recorded loss of parameters that {@link #train} left. */
  public double loss(float[] trained, Subject subject) {
    Parameters parameters = new Parameters(problem.shape());
    System.arraycopy(trained, 0, parameters.values, 0, trained.length);
    try (Team team = subject.team()) {
      return subject.loss(problem, parameters, team).getAsDouble();
    }
  }
}
