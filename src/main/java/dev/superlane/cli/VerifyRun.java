package dev.superlane.cli;

import dev.superlane.report.LogPlot;
import dev.superlane.verify.Check;
import dev.superlane.verify.CurvePair;
import dev.superlane.verify.CurvePlots;
import dev.superlane.verify.Group;
import dev.superlane.verify.VerifyRecord;
import dev.superlane.verify.VerifyRecord.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs checks one by one, and has each on stdout and on record before the next begins. */
final class VerifyRun {
  private final List<Group> groups;
  private final Path folder;
  private final VerifyRecord record;
  private boolean stopped;
  private boolean drawable = true;

  /** The check under way. */
  private FutureTask<Check.Result> running;

  VerifyRun(List<Group> groups, Path folder, VerifyRecord record) {
    this.groups = groups;
    this.folder = folder;
    this.record = record;
  }

  /** From any thread: the check under way is given up. */
  synchronized void requestStop() {
    stopped = true;
    if (running != null) {
      running.cancel(false);
    }
  }

  /** Returns how it ended. */
  Status run() throws IOException {
    Status status = Status.BROKEN;
    try (VerifyConsole console = new VerifyConsole(checks())) {
      record.save(Status.RUNNING);
      status = all(console);
    } finally {
      record.save(status);
    }
    return status;
  }

  private int checks() {
    return groups.stream().mapToInt(group -> group.checks().size()).sum();
  }

  private Status all(VerifyConsole console) throws IOException {
    for (Group group : groups) {
      console.heading(group);
      record.open(group);
      for (Check check : group.checks()) {
        console.starts(check);
        Check.Result result = result(check);
        if (result == null) {
          return Status.INTERRUPTED;
        }
        String curve = record.add(group, result);
        console.row(result);
        if (result.outcome().curves().isPresent()) {
          draw(curve, check.name(), result.outcome().curves().get());
        }
      }
    }
    return record.failed() == 0 ? Status.PASSED : Status.FAILED;
  }

  /** Null if it was given up: it then goes on in its own thread until the JVM ends. */
  private Check.Result result(Check check) {
    FutureTask<Check.Result> task = new FutureTask<>(check::run);
    synchronized (this) {
      if (stopped) {
        return null;
      }
      running = task;
    }
    Thread.ofPlatform().name("check").daemon().start(task);
    try {
      return task.get();
    } catch (CancellationException givenUp) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** An SVG needs nothing; what prevents one PNG prevents all, and is said once. */
  private void draw(String name, String title, CurvePair curves) throws IOException {
    LogPlot loss = CurvePlots.loss(title, curves);
    LogPlot difference = CurvePlots.difference(title, curves);
    loss.writeSvg(folder.resolve(name + ".svg"));
    difference.writeSvg(folder.resolve(name + "-difference.svg"));
    drawable =
        drawable
            && Drawing.draw(
                name + ".png",
                () -> {
                  loss.writePng(folder.resolve(name + ".png"));
                  difference.writePng(folder.resolve(name + "-difference.png"));
                });
  }
}
