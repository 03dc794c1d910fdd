package dev.superlane.reproduce;

import dev.superlane.sweep.SweepRun;
import dev.superlane.sweep.SweepRun.Job;
import dev.superlane.train.RunFiles;
import dev.superlane.train.RunRecord;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Trains all of a recipe as cells of one sweep, a training a core. */
public final class Trainings {
  /**
   * How far it is.
   *
   * @param finished the setting whose last seed has just been trained; empty before the first
   */
  public record Progressed(Optional<Setting> finished, int done, int all, double secondsLeft) {}

  private final Recipe recipe;
  private final Path runs;
  private final Map<Job, Setting> settings = new HashMap<>();
  private final SweepRun sweep;

  /**
   * @param runs the folder of all run folders
   * @param atOnce trainings at a time, each on one thread
   * @throws IllegalArgumentException one sentence, if one needs more heap than this JVM has
   */
  public Trainings(Recipe recipe, Path runs, int atOnce) {
    this.recipe = recipe;
    this.runs = runs;
    List<Job> jobs = new ArrayList<>();
    for (Setting setting : recipe.settings()) {
      List<TrainConfig> configs = setting.configs();
      for (int seed = 0; seed < configs.size(); seed++) {
        Job job = new Job(configs.get(seed), folder(setting, seed));
        jobs.add(job);
        settings.put(job, setting);
      }
    }
    sweep = new SweepRun(jobs, atOnce);
  }

  /** From any thread: trainings under way are given up. */
  public void requestStop() {
    sweep.requestStop();
  }

  /**
   * Returns when all is trained, or empty when it was stopped.
   *
   * @param watcher called before the first training and when a setting's last seed is trained
   * @throws IOException if a run cannot be trained, written or read
   */
  public Optional<Measured> run(Consumer<Progressed> watcher)
      throws IOException, InterruptedException {
    Map<Setting, Integer> open = new HashMap<>();
    settings.forEach((job, setting) ->
        open.merge(setting, Files.exists(runs.resolve(job.folder())) ? 0 : 1, Integer::sum));
    boolean whole =
        sweep.run(
            runs,
            progress -> {
              Optional<Setting> setting = progress.ended().map(settings::get);
              if (setting.isEmpty() || open.merge(setting.get(), -1, Integer::sum) == 0) {
                watcher.accept(
                    new Progressed(
                        setting, progress.done(), progress.all(), progress.secondsLeft()));
              }
            });
    for (Map.Entry<Job, String> failure : sweep.failures().entrySet()) {
      throw new IOException("%s: %s".formatted(failure.getKey().folder(), failure.getValue()));
    }
    return whole ? Optional.of(measured()) : Optional.empty();
  }

  private static String folder(Setting setting, int seed) {
    return "%s/seed-%d".formatted(setting.id(), setting.seeds().get(seed));
  }

  private Measured measured() throws IOException {
    Map<String, List<Run>> all = new HashMap<>();
    for (Setting setting : recipe.settings()) {
      List<Run> bySeed = new ArrayList<>();
      for (int seed = 0; seed < setting.seeds().size(); seed++) {
        bySeed.add(read(folder(setting, seed)));
      }
      all.put(setting.id(), bySeed);
    }
    return new Measured(recipe, all);
  }

  private Run read(String name) throws IOException {
    Path folder = runs.resolve(name);
    RunRecord.Saved run = RunFiles.summary(folder);
    return new Run(
        "runs/" + name, run.rate().value(), RunFiles.trajectory(folder).curve(), failure(run));
  }

  private static Optional<String> failure(RunRecord.Saved run) {
    return switch (run.status()) {
      case FINISHED -> Optional.empty();
      case DEAD -> Optional.of("every gate was shut");
      case DIVERGED -> Optional.of("it diverged after step " + run.stepsDone());
      case RUNNING, INTERRUPTED -> Optional.of("it is not finished");
    };
  }
}
