package dev.superlane.cli;

import dev.superlane.train.Progress;
import dev.superlane.train.Training;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a training on stderr: a bar with rate, time left and loss on a terminal, else nothing. */
final class TrainProgress implements Progress, AutoCloseable {
  /** A line of the narrowest usual terminal. */
  private static final int WIDTH = 79;

  /** Null without a terminal. */
  private final ProgressBar bar;

  private double loss;

  private TrainProgress(ProgressBar bar) {
    this.bar = bar;
  }

  static TrainProgress of(Training training) {
    return new TrainProgress(Terminal.stderr() ? bar(training) : null);
  }

  private static ProgressBar bar(Training training) {
    return new ProgressBarBuilder()
        .setTaskName("train")
        .setStyle(ProgressBarStyle.ASCII)
        .setInitialMax(training.config().steps())
        .startsFrom(training.stepsDone(), Duration.ofNanos(training.elapsedNs()))
        .setUpdateIntervalMillis(250)
        .setUnit("", 1)
        .showSpeed()
        // Given a consumer with a width, the library asks no terminal library for one: that would
        // reset SIGINT to the system's default, and an interrupted training would not be saved.
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .build();
  }

  @Override
  public void reached(int step) {
    if (bar != null) {
      bar.stepTo(step);
    }
  }

  @Override
  public void measured(int step, double loss) {
    this.loss = loss;
    if (bar != null) {
      bar.setExtraMessage(" loss " + TrainText.short4(loss));
    }
  }

  @Override
  public void dead(int step) {
    // Begins a line of its own where the bar is on one.
    System.err.println((bar == null ? "" : System.lineSeparator()) + TrainText.dead(step, loss));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
