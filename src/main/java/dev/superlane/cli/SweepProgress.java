package dev.superlane.cli;

import dev.superlane.sweep.SweepRun.Job;
import dev.superlane.sweep.SweepRun.Progressed;
import dev.superlane.sweep.TimeLeft;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a sweep on stderr: what there is to do, and on a terminal a bar with the time left. */
final class SweepProgress implements AutoCloseable {
  private static final int WIDTH = 79;

  /** Null without a terminal, and before the first cell. */
  private ProgressBar bar;

  private final int threads;

  /**
   * @param jobs at least one
   */
  SweepProgress(List<Job> jobs) {
    threads = jobs.stream().mapToInt(job -> job.config().threads()).max().orElseThrow();
  }

  void show(Progressed progress) {
    String left = "about %s left".formatted(TimeLeft.words(progress.secondsLeft()));
    if (progress.ended().isEmpty()) {
      System.err.printf(
          "%d cells, %d finished already, %s: %s a cell, %d cores%n",
          progress.all(),
          progress.done(),
          left,
          threads == 1 ? "1 thread" : threads + " threads",
          Runtime.getRuntime().availableProcessors());
      bar = Terminal.stderr() ? bar(progress.all()) : null;
    }
    if (bar != null) {
      bar.stepTo(progress.done());
      // The bar's own time left knows nothing of what each cell costs.
      bar.setExtraMessage(" " + left);
    }
  }

  private static ProgressBar bar(int cells) {
    return new ProgressBarBuilder()
        .setTaskName("sweep")
        .setStyle(ProgressBarStyle.ASCII)
        .setInitialMax(cells)
        .setUpdateIntervalMillis(250)
        .hideEta()
        // The default one takes SIGINT away from the JVM.
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
