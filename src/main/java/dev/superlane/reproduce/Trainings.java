package dev.superlane.reproduce;

import dev.superlane.model.PathChoice;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.reproduce.TimeLeft.Work;
import dev.superlane.train.DivergedException;
import dev.superlane.train.Progress;
import dev.superlane.train.Status;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trains all of a recipe, one training a core. Each has its own run folder, which is there whole or
 * not at all; one that is there is not trained again.
 */
public final class Trainings {
  /**
   * How far it is.
   *
   * @param finished the setting whose last seed has just been trained; empty before the first
   */
  public record Progressed(Optional<Setting> finished, int done, int all, double secondsLeft) {}

  private record Job(Setting setting, int seed, TrainConfig config, Path folder, Work work) {}

  private static final String UNFINISHED = ".writing-";

  private final Recipe recipe;
  private final Path runs;
  private final int atOnce;
  private volatile boolean stop;

  /**
   * @param runs the folder of all run folders
   * @param atOnce trainings at a time, each on one thread
   */
  public Trainings(Recipe recipe, Path runs, int atOnce) {
    this.recipe = recipe;
    this.runs = runs;
    this.atOnce = atOnce;
  }

  /** From any thread: trainings under way are given up. */
  public void requestStop() {
    stop = true;
  }

  /**
   * Returns when all is trained, or empty when it was stopped.
   *
   * @param watcher called before the first training and when a setting's last seed is trained
   * @throws IOException if a run cannot be written or read
   */
  public Optional<Measured> run(Consumer<Progressed> watcher)
      throws IOException, InterruptedException {
    List<Job> jobs = jobs();
    TimeLeft left = new TimeLeft(jobs.stream().map(Job::work).toList(), atOnce);
    Map<String, Integer> open = new HashMap<>();
    recipe.settings().forEach(setting -> open.put(setting.id(), setting.seeds().size()));
    List<Job> missing = new ArrayList<>();
    int done = 0;
    for (Job job : jobs) {
      if (Files.exists(job.folder())) {
        left.done(job.work(), RunFiles.elapsedNanos(job.folder()));
        open.merge(job.setting().id(), -1, Integer::sum);
        done++;
      } else {
        missing.add(job);
      }
    }
    watcher.accept(new Progressed(Optional.empty(), done, jobs.size(), left.seconds()));
    ExecutorService pool =
        Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().daemon().factory());
    try {
      ExecutorCompletionService<Optional<Job>> completed = new ExecutorCompletionService<>(pool);
      missing.sort(Comparator.comparingDouble((Job job) -> job.work().nanos()).reversed());
      missing.forEach(
          job -> completed.submit(() -> train(job) ? Optional.of(job) : Optional.empty()));
      for (int i = 0; i < missing.size(); i++) {
        Optional<Job> next = completed.take().get();
        if (next.isEmpty()) {
          return Optional.empty();
        }
        Job job = next.get();
        done++;
        left.done(job.work(), RunFiles.elapsedNanos(job.folder()));
        if (open.merge(job.setting().id(), -1, Integer::sum) == 0) {
          Optional<Setting> finished = Optional.of(job.setting());
          watcher.accept(new Progressed(finished, done, jobs.size(), left.seconds()));
        }
      }
    } catch (ExecutionException e) {
      stop = true;
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.close();
    }
    return Optional.of(measured());
  }

  private List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (Setting setting : recipe.settings()) {
      List<TrainConfig> configs = setting.configs();
      for (int seed = 0; seed < configs.size(); seed++) {
        TrainConfig config = configs.get(seed);
        String kind = setting.id().substring(0, setting.id().indexOf('/'));
        Work work = new Work(kind, nanos(config));
        jobs.add(new Job(setting, seed, config, runs.resolve(folder(setting, seed)), work));
      }
    }
    return jobs;
  }

  private static String folder(Setting setting, int seed) {
    return "%s/seed-%d".formatted(setting.id(), setting.seeds().get(seed));
  }

  private static double nanos(TrainConfig config) {
    Problem problem = config.problem(1);
    StepPath path = config.path().orElseGet(() -> PathChoice.choose(problem));
    return config.steps() * PathChoice.expectedNanos(problem, path);
  }

  /** Returns whether it came to its end; a run that diverged is one, too. */
  private boolean train(Job job) throws IOException {
    if (stop) {
      return false;
    }
    Path beside = job.folder().resolveSibling(UNFINISHED + job.folder().getFileName());
    clear(beside);
    Files.createDirectories(job.folder().getParent());
    try (Training training = Training.start(job.config(), beside)) {
      if (training.run(new Stopping(training)) == Status.INTERRUPTED) {
        return false;
      }
    } catch (DivergedException e) {
      // run.json says so.
    }
    Files.deleteIfExists(beside.resolve("parameters.safetensors"));
    Files.deleteIfExists(beside.resolve("adam.safetensors"));
    Files.move(beside, job.folder(), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private final class Stopping implements Progress {
    private final Training training;

    Stopping(Training training) {
      this.training = training;
    }

    @Override
    public void reached(int step) {
      if (stop) {
        training.requestStop();
      }
    }

    @Override
    public void measured(int step, double loss) {}

    @Override
    public void dead(int step) {}
  }

  private Measured measured() throws IOException {
    Map<String, List<Run>> all = new HashMap<>();
    for (Setting setting : recipe.settings()) {
      List<Run> bySeed = new ArrayList<>();
      for (int seed = 0; seed < setting.seeds().size(); seed++) {
        String folder = folder(setting, seed);
        bySeed.add(RunFiles.read(runs.resolve(folder), "runs/" + folder));
      }
      all.put(setting.id(), bySeed);
    }
    return new Measured(recipe, all);
  }
}
