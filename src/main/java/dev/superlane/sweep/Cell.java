package dev.superlane.sweep;

import dev.superlane.train.DivergedException;
import dev.superlane.train.Progress;
import dev.superlane.train.Status;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A training as a function of its configuration, for a program that runs many of them, here or on
 * other machines. Losses, open gates, status and exponent are the same bits for the same
 * configuration on any machine, vector width and number of threads; only times and what is said of
 * the machine differ. It writes no file, reads none but those that the configuration names, keeps
 * nothing between two calls, and may run in several threads at once.
 *
 * <pre>{@code
 * TrainConfig config = TrainConfig.of(Map.of("width", "64", "steps", "1000", "seed", "7"));
 * CellResult result = Cell.run(config);
 * result.trajectory().rows().forEach(row -> System.out.println(row.step() + " " + row.loss()));
 * }</pre>
 *
 * <p>The JVM needs {@code --add-modules jdk.incubator.vector}; with {@code
 * -XX:ObjectAlignmentInBytes=64} a step is up to a tenth faster.
 */
public final class Cell {
  private Cell() {}

  /**
   * Trains to the last step. A training that diverges has a result like any other, with the rows
   * before.
   *
   * @param config its {@code threads} threads are started and ended
   * @throws IllegalArgumentException one sentence: a file that the configuration names cannot be
   *     used, the heap is too small, or {@code lr} is auto and there is no limit to take it from
   */
  public static CellResult run(TrainConfig config) {
    return run(config, () -> false).orElseThrow();
  }

  /**
   * The same, given up where {@code stop} says so: it is asked at least every 100 steps.
   *
   * @return empty if it was given up
   */
  public static Optional<CellResult> run(TrainConfig config, BooleanSupplier stop) {
    try (Training training = Training.inMemory(config)) {
      if (outcome(training, stop) == Status.INTERRUPTED) {
        return Optional.empty();
      }
      return Optional.of(new CellResult(training.summary(), training.trajectory()));
    } catch (IOException e) {
      // Nothing is written.
      throw new UncheckedIOException(e);
    }
  }

  private static Status outcome(Training training, BooleanSupplier stop) throws IOException {
    try {
      return training.run(new Stopping(training, stop));
    } catch (DivergedException e) {
      return Status.DIVERGED;
    }
  }

  private record Stopping(Training training, BooleanSupplier stop) implements Progress {
    @Override
    public void reached(int step) {
      if (stop.getAsBoolean()) {
        training.requestStop();
      }
    }

    @Override
    public void measured(int step, double loss) {}

    @Override
    public void dead(int step) {}
  }
}
