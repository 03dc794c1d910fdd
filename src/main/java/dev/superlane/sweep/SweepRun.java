package dev.superlane.sweep;

import dev.superlane.train.Reason;
import dev.superlane.train.RunFiles;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
 * Runs cells side by side on this machine, the most expensive first. Each has a folder of its own
 * with run.json and trajectory.csv, which is there whole or not at all; a cell whose folder is
 * there is not run again.
 */
public final class SweepRun {
  /**
   * A cell to run.
   *
   * @param folder its name below that of all cells, with / between levels
   */
  public record Job(TrainConfig config, String folder) {}

  /**
   * How far it is.
   *
   * @param ended the cell that has just come to its end; empty before the first
   * @param done cells that are at their end, the failed ones included
   */
  public record Progressed(Optional<Job> ended, int done, int all, double secondsLeft) {}

  private record Planned(Job job, Cost cost) {}

  /**
   * @param givenUp whether it was stopped before its end
   * @param failure why there is no folder
   * @param nanos that it took
   */
  private record Ended(Planned planned, boolean givenUp, Optional<String> failure, long nanos) {}

  private static final String UNFINISHED = ".writing-";

  private final List<Planned> all = new ArrayList<>();
  private final int cores;
  private final Map<Job, String> failures = new LinkedHashMap<>();
  private final TimeLeft left;
  private int done;
  private volatile boolean stop;

  /**
   * @param cores that the threads of all cells at a time may fill
   * @throws IllegalArgumentException one sentence, if a cell needs more heap than this JVM has or
   *     its spectrum cannot be read
   */
  public SweepRun(List<Job> jobs, int cores) {
    this.cores = cores;
    Costs costs = new Costs();
    jobs.forEach(job -> all.add(new Planned(job, costs.of(job.config()))));
    left = new TimeLeft(all.stream().map(planned -> planned.cost().work()).toList(), cores);
  }

  /** From any thread: cells under way are given up. */
  public void requestStop() {
    stop = true;
  }

  /** One sentence for each cell that could not be run or written; it may be tried again. */
  public Map<Job, String> failures() {
    return failures;
  }

  /**
   * Returns when all cells are at their end, or when it was stopped.
   *
   * @param cells the folder of all cells
   * @param watcher called before the first cell and at each one's end
   * @return false if it was stopped and cells are missing
   * @throws IOException if a cell that is there cannot be read
   */
  public boolean run(Path cells, Consumer<Progressed> watcher)
      throws IOException, InterruptedException {
    List<Planned> missing = new ArrayList<>();
    for (Planned planned : all) {
      Path folder = cells.resolve(planned.job().folder());
      if (Files.exists(folder)) {
        left.done(
            planned.cost().work(), RunFiles.summary(folder).elapsedNs() * planned.cost().threads());
        done++;
      } else {
        missing.add(planned);
      }
    }
    watcher.accept(progressed(Optional.empty()));
    missing.sort(Comparator.comparingDouble((Planned p) -> p.cost().work().nanos()).reversed());
    ExecutorService pool = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    try {
      train(new ArrayDeque<>(missing), cells, new ExecutorCompletionService<>(pool), watcher);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      stop |= done < all.size();
      pool.close();
    }
    return done == all.size();
  }

  private void train(
      ArrayDeque<Planned> waiting,
      Path cells,
      ExecutorCompletionService<Ended> pool,
      Consumer<Progressed> watcher)
      throws InterruptedException, ExecutionException {
    Capacity capacity = new Capacity(cores);
    int running = 0;
    while (true) {
      while (!stop && !waiting.isEmpty() && capacity.take(waiting.peek().cost())) {
        Planned next = waiting.poll();
        pool.submit(() -> run(next, cells));
        running++;
      }
      if (running == 0) {
        return;
      }
      Ended ended = pool.take().get();
      running--;
      capacity.give(ended.planned().cost());
      if (!ended.givenUp()) {
        ends(ended);
        watcher.accept(progressed(Optional.of(ended.planned().job())));
      }
    }
  }

  private void ends(Ended ended) {
    done++;
    if (ended.failure().isPresent()) {
      failures.put(ended.planned().job(), ended.failure().get());
      left.dropped(ended.planned().cost().work());
    } else {
      left.done(ended.planned().cost().work(), ended.nanos() * ended.planned().cost().threads());
    }
  }

  private Progressed progressed(Optional<Job> ended) {
    return new Progressed(ended, done, all.size(), left.seconds());
  }

  private Ended run(Planned planned, Path cells) {
    long start = System.nanoTime();
    boolean givenUp = false;
    Optional<String> failure = Optional.empty();
    try {
      Optional<CellResult> result = Cell.run(planned.job().config(), () -> stop);
      givenUp = result.isEmpty();
      if (!givenUp) {
        write(cells.resolve(planned.job().folder()), result.get());
      }
    } catch (IllegalArgumentException e) {
      failure = Optional.of(e.getMessage());
    } catch (IOException e) {
      failure = Optional.of("writing failed: " + Reason.of(e));
    } catch (OutOfMemoryError e) {
      failure = Optional.of("the JVM's heap is too small");
    } catch (RuntimeException e) {
      failure =
          Optional.of("unexpected %s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
    return new Ended(planned, givenUp, failure, System.nanoTime() - start);
  }

  private static void write(Path folder, CellResult result) throws IOException {
    Path beside = folder.resolveSibling(UNFINISHED + folder.getFileName());
    clear(beside);
    Files.createDirectories(beside);
    RunFiles.write(beside, result.summary(), result.trajectory());
    Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What a process that was killed left. */
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
}
