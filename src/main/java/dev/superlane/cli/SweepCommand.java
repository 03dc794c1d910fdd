package dev.superlane.cli;

import dev.superlane.sweep.Grid;
import dev.superlane.sweep.GridFile;
import dev.superlane.sweep.SweepFolder;
import dev.superlane.sweep.SweepRun;
import dev.superlane.sweep.SweepRun.Job;
import dev.superlane.sweep.SweepTables;
import dev.superlane.train.Reason;
import dev.superlane.train.Status;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep}: a grid of trainings. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Trains every combination of the values of train's options, side by side on all cores, the"
          + " most expensive first. An option takes values and ranges between commas:",
      "  a..b        whole numbers from a to b: --seed 1001..1005",
      "  a..b/n      n values from a to b, evenly spaced: --data-exponent 1.1..2/4",
      "  log:a..b/n  the same with even ratios: --lr log:0.05..0.4/4",
      "Ranges of whole-number options are rounded to whole numbers.",
      "The results folder holds trajectories.csv, a row a recorded step with all options of its"
          + " cell; cells.csv, a row a cell; grid.json; and cells/, with run.json and"
          + " trajectory.csv of each. Parameters are not kept: train with the same options makes"
          + " the same again.",
      "Exit: 0 done, 2 wrong options, 3 a cell diverged or failed (the others are done), 130"
          + " interrupted with the finished cells kept for --resume.",
      "",
      "Its own options are the last three; for the others see train --help.%n"
    })
final class SweepCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TrainOptions options;

  @Option(
      names = "--grid",
      paramLabel = "FILE",
      description =
          "A JSON object of options, {\"lr\": [0.1, 0.2], \"seed\": \"1..5\"}; options given beside"
              + " it take the place of its own.")
  private Path gridFile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results folder. Default: reports/local/sweep-<UTC>.")
  private String out;

  @Option(
      names = "--resume",
      description =
          "Go on in DIR with the cells that are not there; options given now take the place of its"
              + " grid's, so that a grid may grow.")
  private boolean resume;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    Path path;
    SweepFolder folder;
    List<Job> jobs;
    SweepRun sweep;
    Closeable lock;
    try {
      path = resume ? ResultsFolder.toResume(out) : ResultsFolder.path(out, "sweep");
      folder = new SweepFolder(path);
      Grid grid = grid(folder);
      jobs = folder.jobs(grid, cores);
      sweep = new SweepRun(jobs, cores);
      if (!resume) {
        ResultsFolder.make(path);
      }
      lock = ResultsFolder.lock(path);
      folder.begin(grid, jobs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("writing failed: " + Reason.of(e), e);
    }
    Interruption interruption = new Interruption(sweep::requestStop);
    try (lock) {
      return sweep(path, new SweepTables(folder.cells(), jobs, sweep.failures()), sweep, jobs);
    } catch (IOException e) {
      throw new CommandFailure("the sweep in %s failed: %s".formatted(path, Reason.of(e)), e);
    } finally {
      interruption.end();
    }
  }

  private Grid grid(SweepFolder folder) {
    Grid typed = Grid.of(options.given());
    if (gridFile != null) {
      return GridFile.read(gridFile).with(typed);
    }
    return resume ? folder.grid().with(typed) : typed;
  }

  private static int sweep(Path path, SweepTables tables, SweepRun sweep, List<Job> jobs)
      throws IOException, InterruptedException, CommandFailure {
    boolean whole;
    try (SweepProgress progress = new SweepProgress(jobs)) {
      whole = sweep.run(path.resolve("cells"), progress::show);
    }
    tables.write();
    Map<Status, Integer> counts = tables.counts();
    int diverged = counts.getOrDefault(Status.DIVERGED, 0);
    int failed = sweep.failures().size();
    System.out.printf(
        "%d cells: %d finished, %d with all gates shut, %d diverged, %d failed, %d not run%n",
        jobs.size(),
        counts.getOrDefault(Status.FINISHED, 0),
        counts.getOrDefault(Status.DEAD, 0),
        diverged,
        failed,
        jobs.size() - counts.values().stream().mapToInt(n -> n).sum() - failed);
    System.out.println("results: " + path);
    if (!whole) {
      System.err.printf("interrupted; go on with superlane sweep --resume --out %s%n", path);
      return Main.INTERRUPTED;
    }
    if (diverged + failed > 0) {
      throw new CommandFailure(
          "%d of %d cells diverged and %d failed, see %s%s"
              .formatted(
                  diverged,
                  jobs.size(),
                  failed,
                  path.resolve("cells.csv"),
                  sweep.failures().values().stream()
                      .findFirst()
                      .map(sentence -> "; the first that failed: " + sentence)
                      .orElse("")),
          null);
    }
    return Main.OK;
  }
}
