package dev.superlane.train;

import dev.superlane.fit.Measurement;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.Machine;
import dev.superlane.machine.VectorUse;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One training, in its run folder or in memory alone: steps, recorded losses, checkpoints. Nothing
 * is allocated between two steps of a stretch; recorded steps and checkpoints end stretches and are
 * not timed.
 */
public final class Training implements AutoCloseable {
  /** Read once: that takes longer than a tiny training. */
  private static final class Facts {
    static final Map<String, Object> OF_THIS_JVM = Machine.facts();
  }

  /** Steps between two checks that all parameters are finite. */
  private static final int CHECK_EVERY = 100;

  private static final long STRETCH_NS = 1_000_000_000L;

  /** Of that length on the probe of the vectors adds at most a tenth. */
  private static final long PROBED_FROM_NS = 10_000_000_000L;

  private final Setup setup;

  /** Null in memory. */
  private final RunFolder folder;

  private final Checkpoints checkpoints;
  private final Trajectory trajectory;
  private final Map<String, Object> machine = new LinkedHashMap<>(Facts.OF_THIS_JVM);
  private final RunSurroundings surroundings;
  private final boolean nothingToDo;
  private final ExponentOfRun exponent;

  private int step;
  private long elapsedNs;
  private boolean saidDead;
  private Optional<String> disturbance = Optional.empty();
  private volatile boolean stop;

  private Training(
      Setup setup,
      RunFolder folder,
      Trajectory trajectory,
      boolean nothingToDo,
      Map<String, Object> earlierSurroundings) {
    surroundings = new RunSurroundings(earlierSurroundings);
    this.setup = setup;
    this.folder = folder;
    checkpoints = new Checkpoints(folder, trajectory, setup.state(), this::describe);
    this.trajectory = trajectory;
    this.nothingToDo = nothingToDo;
    exponent = new ExponentOfRun(setup.config(), setup.rate().value());
  }

  /**
   * A new training. Everything is checked before the folder is created.
   *
   * @throws IllegalArgumentException one sentence; nothing is then written
   */
  public static Training start(TrainConfig config, Path out) {
    RunFolder folder = new RunFolder(out);
    folder.requireFree();
    Setup setup = Setup.fresh(config);
    createOrClose(folder, setup);
    return new Training(setup, folder, new Trajectory(), false, Map.of());
  }

  /**
   * A new training without a folder: no checkpoints, and {@link #summary} when it is over.
   *
   * @throws IllegalArgumentException one sentence
   */
  public static Training inMemory(TrainConfig config) {
    if (!config.snapshots().steps().isEmpty()) {
      throw new IllegalArgumentException(
          "--snapshots is %s, allowed is none in memory".formatted(config.snapshots().text()));
    }
    return new Training(Setup.fresh(config), null, new Trajectory(), false, Map.of());
  }

  private static void createOrClose(RunFolder folder, Setup setup) {
    try {
      folder.create();
    } catch (IllegalArgumentException e) {
      setup.close();
      throw e;
    }
  }

  /**
   * The training of a run folder, to go on from its saved step.
   *
   * @param given options as for {@link TrainConfig#of}; those absent are the run's own, and only
   *     steps, threads and kernels may differ from it
   * @throws IllegalArgumentException one sentence; nothing is then written
   */
  public static Training resume(Path out, Map<String, String> given) {
    RunFolder folder = new RunFolder(out);
    RunRecord.Saved saved = folder.readRecord();
    TrainConfig config = Resume.config(saved, given, out);
    Trajectory trajectory = folder.readTrajectory(saved.stepsDone());
    Setup setup = Setup.resumed(config, saved, folder);
    createOrClose(folder, setup);
    boolean over = saved.status() == Status.FINISHED || saved.status() == Status.DEAD;
    boolean nothingToDo =
        config.steps() < saved.stepsDone() || over && config.steps() == saved.stepsDone();
    Training training = new Training(setup, folder, trajectory, nothingToDo, saved.surroundings());
    training.step = saved.stepsDone();
    training.elapsedNs = saved.elapsedNs();
    training.checkpoints.resume(saved);
    return training;
  }

  /** Whether a resumed training already has all the steps it is asked for. */
  public boolean nothingToDo() {
    return nothingToDo;
  }

  public TrainConfig config() {
    return setup.config();
  }

  public Problem problem() {
    return setup.problem();
  }

  public LearningRate rate() {
    return setup.rate();
  }

  public StepPath path() {
    return setup.path();
  }

  public Kernels kernels() {
    return setup.kernels();
  }

  /** Heap bytes of parameters, workspace and evaluation. */
  public long bytes() {
    return setup.bytes();
  }

  public Trajectory trajectory() {
    return trajectory;
  }

  public int stepsDone() {
    return step;
  }

  /** Time of all steps so far, cumulative over resumes. */
  public long elapsedNs() {
    return elapsedNs;
  }

  /** Ends {@link #run} after the current step; may be called from any thread. */
  public void requestStop() {
    stop = true;
  }

  /**
   * Trains to the last step or until {@link #requestStop}, and saves.
   *
   * @throws DivergedException when a parameter or the loss is no longer finite; what was recorded
   *     is saved, beside the parameters of the last checkpoint
   */
  public Status run(Progress progress) throws IOException, DivergedException {
    if (nothingToDo) {
      return Status.FINISHED;
    }
    surroundings.begin();
    try (surroundings) {
      return train(progress);
    } finally {
      disturbance = surroundings.reason();
    }
  }

  private Status train(Progress progress) throws IOException, DivergedException {
    int steps = setup.config().steps();
    checkpoints.finishRename();
    if (trajectory.rows().isEmpty()) {
      record(progress);
      checkpoints.save(Status.RUNNING, step, elapsedNs);
    }
    keepSnapshot();
    checkpoints.begin();
    while (step < steps && !stop) {
      int nextRecord = RecordSchedule.next(step, steps);
      advance(Math.min(nextRecord, setup.config().snapshots().next(step)));
      requireFinite();
      keepSnapshot();
      if (step == nextRecord) {
        record(progress);
      }
      progress.reached(step);
      if (step < steps) {
        saveIfDue(step == nextRecord, progress);
      }
    }
    if (step == steps && trajectory.last().step() != step) {
      record(progress);
    }
    Status status = step < steps ? Status.INTERRUPTED : dead() ? Status.DEAD : Status.FINISHED;
    if (status != Status.INTERRUPTED) {
      machine.put("vectors", vectors());
    }
    checkpoints.save(status, step, elapsedNs);
    return status;
  }

  /** A probe takes about a second: a short training is not made to wait for it. */
  private Map<String, Object> vectors() {
    boolean probed = elapsedNs >= PROBED_FROM_NS || setup.kernels() == ScalarKernels.INSTANCE;
    return probed
        ? VectorUse.facts(FastVectors.behind(setup.kernels()))
        : VectorUse.notProbed("a training of under 10 seconds");
  }

  private void advance(int next) {
    int to = Math.min(next, (int) Math.min((long) step + CHECK_EVERY, Integer.MAX_VALUE));
    long start = System.nanoTime();
    long now;
    do {
      setup.stepper().advance(step);
      step++;
      now = System.nanoTime();
    } while (step < to && !stop && now - start < STRETCH_NS);
    elapsedNs += now - start;
  }

  private void requireFinite() throws IOException, DivergedException {
    Optional<String> what = setup.state().notFinite();
    if (what.isPresent()) {
      throw diverged(what.get() + " is");
    }
  }

  private void keepSnapshot() throws IOException {
    if (setup.config().snapshots().steps().contains(step)) {
      folder.saveSnapshot(step, setup.parameters());
    }
  }

  private void evaluate(Progress progress) throws IOException, DivergedException {
    setup.evaluation().run();
    double loss = setup.evaluation().loss();
    if (!Double.isFinite(loss)) {
      throw diverged("the loss is");
    }
    progress.measured(step, loss);
  }

  private void record(Progress progress) throws IOException, DivergedException {
    evaluate(progress);
    trajectory.add(
        new Trajectory.Row(
            step, setup.evaluation().loss(), setup.evaluation().openGates(), elapsedNs));
    if (dead() && !saidDead) {
      saidDead = true;
      progress.dead(step);
    }
  }

  private boolean dead() {
    return setup.config().shape().relu() && trajectory.dead();
  }

  private void saveIfDue(boolean recorded, Progress progress)
      throws IOException, DivergedException {
    if (checkpoints.due(recorded)) {
      if (!recorded) {
        // Parameters are kept only where the loss is finite.
        evaluate(progress);
      }
      checkpoints.saveRunning(step, elapsedNs);
    }
  }

  private DivergedException diverged(String what) throws IOException {
    checkpoints.diverged(step, elapsedNs);
    return new DivergedException(what, step, setup.rate());
  }

  private RunRecord describe(Status status, int stepsDone, long elapsed, Checksums checksums) {
    Map<String, Object> options = new LinkedHashMap<>(setup.config().values());
    options.put("lr", setup.rate().value());
    options.put(
        "out", folder == null ? null : folder.path().toAbsolutePath().normalize().toString());
    return new RunRecord(
        options,
        setup.rate(),
        setup.path(),
        setup.kernels().label(),
        setup.problem().spectrum().sum(),
        machine,
        surroundings.facts(),
        status,
        stepsDone,
        exponent(),
        elapsed,
        checksums);
  }

  /** What run.json would hold of a training in memory that is over. */
  public RunRecord summary() {
    return checkpoints.summary();
  }

  /** The exponent of the losses recorded so far, or why there is none. */
  public Measurement exponent() {
    return exponent.of(trajectory.curve());
  }

  /** Why the steps of this run, and of those before a resumption, are marked as disturbed. */
  public Optional<String> disturbance() {
    return disturbance;
  }

  /** The theory without superposition: what the loss is seen against. Made anew at each call. */
  public SequentialTheory sequential() {
    return new SequentialTheory(setup.problem());
  }

  /** Ends the threads. */
  @Override
  public void close() {
    setup.close();
  }
}
