package dev.superlane.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar of steps with rate and time left on stderr; nothing without a terminal. */
final class StepProgress implements AutoCloseable {
  /** Null without a terminal. */
  private final ProgressBar bar;

  private StepProgress(ProgressBar bar) {
    this.bar = bar;
  }

  static StepProgress of(String task, int steps) {
    if (!Terminal.stderr()) {
      return new StepProgress(null);
    }
    return new StepProgress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setStyle(ProgressBarStyle.ASCII)
            .setInitialMax(steps)
            // The default one takes SIGINT away from the JVM.
            .setConsumer(new ConsoleProgressBarConsumer(System.err, 79))
            .setUpdateIntervalMillis(250)
            .setUnit(" steps", 1)
            .showSpeed()
            .build());
  }

  void reached(int step) {
    if (bar != null) {
      bar.stepTo(step);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
