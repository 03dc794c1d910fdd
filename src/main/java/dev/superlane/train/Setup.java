package dev.superlane.train;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.model.Evaluation;
import dev.superlane.model.Footprint;
import dev.superlane.model.Parameters;
import dev.superlane.model.PathChoice;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that a training needs before its next step, checked and allocated. Making one writes nothing.
 *
 * @param bytes heap that the state, workspace and evaluation take
 */
public record Setup(
    TrainConfig config,
    Problem problem,
    LearningRate rate,
    StepPath path,
    Kernels kernels,
    State state,
    long bytes,
    Team team,
    TrainingStep stepper,
    Evaluation evaluation)
    implements AutoCloseable {

  private static final long MEBIBYTE = 1 << 20;

  /** What the JVM, its code and the small objects take besides: a run of the smallest size fits. */
  private static final long OTHER_BYTES = 64 * MEBIBYTE;

  /** The start of a new training. */
  public static Setup fresh(TrainConfig config) {
    // The limit needs the embedding: the problem gets its learning rate when that is known.
    Problem unrated = config.problem(1);
    StepPath path = config.path().orElseGet(() -> PathChoice.choose(unrated));
    return of(
        config,
        unrated,
        path,
        Optional.empty(),
        () -> State.fresh(start(config), config.optimizer()));
  }

  /** The saved state of a training that goes on. */
  static Setup resumed(TrainConfig config, RunRecord.Saved saved, RunFolder folder) {
    Problem problem = config.problem(saved.rate().value());
    if (problem.spectrum().sum() != saved.sumP()) {
      throw new IllegalArgumentException(
          "--spectrum is %s, whose frequencies are not those that the run began with"
              .formatted(config.spectrumChoice().text()));
    }
    return of(
        config,
        problem,
        saved.path(),
        Optional.of(saved.rate()),
        () -> {
          State state = State.fresh(new Parameters(config.shape()), config.optimizer());
          folder.readState(saved.checksums(), state);
          return state;
        });
  }

  private static Setup of(
      TrainConfig config,
      Problem unrated,
      StepPath path,
      Optional<LearningRate> savedRate,
      Supplier<State> source) {
    Kernels kernels = config.kernels().kernels();
    long bytes = heapBytes(config, unrated, path);
    try {
      State state = source.get();
      Parameters parameters = state.parameters();
      LearningRate rate =
          savedRate.orElseGet(
              () -> LearningRate.choose(config.learningRate(), unrated, parameters));
      Problem problem =
          new Problem(
              unrated.shape(),
              unrated.spectrum(),
              unrated.importance(),
              unrated.gradient(),
              unrated.optimizer(),
              rate.value(),
              unrated.seed());
      Team team = new Team(config.threads());
      try {
        TrainingStep stepper =
            TrainingSteps.of(problem, parameters, state.moments(), path, kernels, team);
        Evaluation evaluation = new Evaluation(problem, parameters, kernels, team, stepper);
        return new Setup(
            config, problem, rate, path, kernels, state, bytes, team, stepper, evaluation);
      } catch (Throwable e) {
        // Nobody else knows of the threads yet.
        team.close();
        throw e;
      }
    } catch (OutOfMemoryError e) {
      throw tooLarge(config, bytes);
    }
  }

  public Parameters parameters() {
    return state.parameters();
  }

  /** Ends the threads. */
  @Override
  public void close() {
    team.close();
  }

  private static Parameters start(TrainConfig config) {
    if (config.init().isPresent()) {
      return fromFile(config, config.init().get());
    }
    Parameters parameters = Parameters.initial(config.shape(), config.initScale(), config.seed());
    if (!parameters.finite()) {
      throw new IllegalArgumentException(
          "--init-scale is %s, allowed is what gives finite 32-bit parameters"
              .formatted(config.initScale()));
    }
    return parameters;
  }

  private static Parameters fromFile(TrainConfig config, Path file) {
    Parameters parameters = new Parameters(config.shape());
    try {
      Safetensors.read(file, Safetensors.tensors(parameters));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--init is %s, which cannot be read: %s".formatted(file, Reason.of(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--init is %s, which cannot be used: %s".formatted(file, e.getMessage()), e);
    }
    return parameters;
  }

  /**
   * Heap that parameters, workspace and evaluation of a training take.
   *
   * @throws IllegalArgumentException if the JVM's heap cannot hold it, with the heap needed
   */
  public static long heapBytes(TrainConfig config, Problem problem, StepPath path) {
    long bytes;
    try {
      bytes = Footprint.bytes(problem, path, config.threads());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--features is %d, --width %d and --batch %d, which is too large: %s"
              .formatted(config.features(), config.width(), config.batch(), e.getMessage()),
          e);
    }
    if (needed(bytes) > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(config, bytes);
    }
    return bytes;
  }

  /** A collector in regions loses some of each large array's last one. */
  private static long needed(long bytes) {
    return bytes + bytes / 8 + OTHER_BYTES;
  }

  private static IllegalArgumentException tooLarge(TrainConfig config, long bytes) {
    long gibibytes = Math.ceilDiv(needed(bytes), 1024 * MEBIBYTE);
    return new IllegalArgumentException(
        "--features is %d, --width %d, --batch %d and --threads %d, which needs a heap of %d MiB: allowed are %d MiB in this JVM, give it more with SUPERLANE_JAVA_OPTS=-Xmx%dg"
            .formatted(
                config.features(),
                config.width(),
                config.batch(),
                config.threads(),
                Math.ceilDiv(needed(bytes), MEBIBYTE),
                Runtime.getRuntime().maxMemory() / MEBIBYTE,
                gibibytes));
  }
}
