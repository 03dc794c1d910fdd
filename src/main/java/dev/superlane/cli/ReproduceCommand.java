package dev.superlane.cli;

import dev.superlane.machine.Machine;
import dev.superlane.report.Page;
import dev.superlane.report.Results;
import dev.superlane.reproduce.Claim;
import dev.superlane.reproduce.Claims;
import dev.superlane.reproduce.Measured;
import dev.superlane.reproduce.Recipe;
import dev.superlane.reproduce.ReproductionFolder;
import dev.superlane.reproduce.Trainings;
import dev.superlane.sweep.TimeLeft;
import dev.superlane.train.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reproduce}: the paper's figures and a table of its claims. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Trains what the paper's figures need, by a recipe fixed beforehand, and holds the abstract's"
          + " claims against what comes out: figures as SVG and PNG, claims.md and claims.json,"
          + " results.json, report.html, and a run folder for every training.",
      "Exit: 0 done, 1 a claim that is a target does not hold, 2 wrong options, 3 failed, 130"
          + " interrupted with the finished trainings kept for --resume."
    })
final class ReproduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description =
          "N = 512 instead of N = 2048: under 3 minutes on 2 cores, and no claim is a target.")
  private boolean quick;

  @Option(
      names = "--all",
      description =
          "Besides the grid, the same with other spectra, densities, embeddings, batches, learning"
              + " rates and ingredients: hours; how many is said before it starts.")
  private boolean all;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results folder. Default: reports/local/reproduce-<UTC>.")
  private String out;

  @Option(
      names = "--resume",
      description = "Go on in DIR, where an interrupted reproduction of the same recipe is.")
  private boolean resume;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    Path path;
    ReproductionFolder folder;
    Recipe recipe;
    Trainings trainings;
    Closeable lock;
    try {
      if (quick && all) {
        throw new IllegalArgumentException("--quick and --all are given, allowed is one of them");
      }
      path = resume ? ResultsFolder.toResume(out) : ResultsFolder.create(out, "reproduce");
      folder = new ReproductionFolder(path);
      recipe = folder.begin(quick ? "quick" : "main", all, resume);
      lock = ResultsFolder.lock(path);
      trainings = new Trainings(recipe, folder.runs(), cores());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("writing failed: " + Reason.of(e), e);
    }
    Interruption interruption = new Interruption(trainings::requestStop);
    try (lock) {
      return reproduce(path, folder, recipe, trainings);
    } catch (IOException e) {
      throw new CommandFailure("reproducing in %s failed: %s".formatted(path, Reason.of(e)), e);
    } finally {
      interruption.end();
    }
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** A line a setting, so that an unattended run can be followed in its log. */
  private static void say(Trainings.Progressed progress) {
    String left = "about %s left".formatted(TimeLeft.words(progress.secondsLeft()));
    System.out.printf(
        "%d of %d trainings done, %s%s%n",
        progress.done(),
        progress.all(),
        left,
        progress
            .finished()
            .map(setting -> ": " + setting.id())
            .orElse(" on " + cores() + " cores"));
  }

  /** All that is known of the machine stands in each run.json. */
  private static String machine() {
    Map<String, Object> facts = Machine.facts();
    return "Machine: %s, %s cores, vectors of %s bits, JDK %s, %s; commit %s"
        .formatted(
            facts.get("cpu"),
            facts.get("cores"),
            facts.get("vector_bits"),
            facts.get("jdk"),
            facts.get("os"),
            facts.get("commit"));
  }

  private int reproduce(Path path, ReproductionFolder folder, Recipe recipe, Trainings trainings)
      throws IOException, CommandFailure, InterruptedException {
    List<String> head = List.of(recipe.sentence(), machine());
    System.out.println(head.getFirst());
    Optional<Measured> measured = trainings.run(ReproduceCommand::say);
    if (measured.isEmpty()) {
      System.out.println("results: " + path);
      System.err.printf("interrupted; go on with --resume --out %s%n", path);
      return Main.INTERRUPTED;
    }
    List<Claim> claims = Claims.of(measured.get());
    folder
        .write(measured.get(), claims, head)
        .forEach(line -> System.err.println("warning: " + line));
    Files.writeString(path.resolve("report.html"), Page.of(Results.read(List.of(path))));
    System.out.println();
    for (Claim claim : claims) {
      System.out.printf(
          "%s%n    %s%n    %s%s%n",
          claim.asked(),
          claim.measured(),
          claim.verdict().text(),
          claim.target() ? " (target)" : "");
    }
    System.out.println("page: " + path.resolve("report.html"));
    System.out.println("results: " + path);
    return claims.stream().anyMatch(Claim::missed) ? 1 : Main.OK;
  }
}
