package dev.superlane.cli;

import dev.superlane.train.DivergedException;
import dev.superlane.train.Reason;
import dev.superlane.train.Status;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code train}: one training into a run folder. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Trains the bottleneck model and writes a run folder: run.json, trajectory.csv,"
          + " parameters.safetensors (with Adam adam.safetensors too) and loss.png.",
      "Exit: 0 done, 2 wrong options, 3 diverged or failed, 130 interrupted with all steps saved."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TrainOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder. Default: reports/local/train-<UTC>-<seed>.")
  private String out;

  @Option(
      names = "--resume",
      description =
          "Go on with the run in --out, from its saved step; only steps, threads and kernels may"
              + " differ. Default: a folder that holds a run is refused.")
  private boolean resume;

  @Override
  public Integer call() throws CommandFailure {
    Path folder;
    Training training;
    try {
      if (resume) {
        folder = ResultsFolder.toResume(out);
        training = Training.resume(folder, options.given());
      } else {
        TrainConfig config = TrainConfig.of(options.given());
        folder = ResultsFolder.path(out, "train", "-" + config.seed());
        training = Training.start(config, folder);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try (training) {
      return training.nothingToDo() ? nothingToDo(training, folder) : run(training, folder);
    }
  }

  private static int nothingToDo(Training training, Path folder) {
    System.err.printf(
        Locale.ROOT,
        "nothing to do: the run has %d steps, --steps is %d%n",
        training.stepsDone(),
        training.config().steps());
    System.out.println("results: " + folder);
    return Main.OK;
  }

  private static int run(Training training, Path folder) throws CommandFailure {
    System.err.println(TrainText.opening(training));
    Interruption interruption = new Interruption(training::requestStop);
    try {
      Status status = steps(training, folder);
      System.out.println(TrainText.closing(training, status));
      System.out.println("results: " + folder);
      if (status == Status.INTERRUPTED) {
        System.err.println(
            "interrupted after step %d; go on with superlane train --resume --out %s"
                .formatted(training.stepsDone(), folder));
        return Main.INTERRUPTED;
      }
      return Main.OK;
    } finally {
      interruption.end();
    }
  }

  private static Status steps(Training training, Path folder) throws CommandFailure {
    try (TrainProgress progress = TrainProgress.of(training)) {
      Status status = training.run(progress);
      DisturbedRun.say(training.disturbance());
      if (status != Status.INTERRUPTED) {
        TrainPlot.draw(training, folder);
      }
      return status;
    } catch (DivergedException e) {
      TrainPlot.draw(training, folder);
      System.out.println("results: " + folder);
      throw new CommandFailure(e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("writing to %s failed: %s".formatted(folder, Reason.of(e)), e);
    }
  }
}
