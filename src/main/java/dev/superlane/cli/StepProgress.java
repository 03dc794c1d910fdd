package dev.superlane.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar of steps with rate and time left on stderr; nothing without a terminal. It asks how many
 * steps are done, from a thread of its own, so that what is timed need not report.
 */
final class StepProgress implements AutoCloseable {
  private static final int UPDATE_MS = 250;

  private final ProgressBar bar;
  private final IntSupplier done;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private StepProgress(ProgressBar bar, IntSupplier done) {
    this.bar = bar;
    this.done = done;
    clock.scheduleAtFixedRate(
        () -> bar.stepTo(done.getAsInt()), UPDATE_MS, UPDATE_MS, TimeUnit.MILLISECONDS);
  }

  /** Null without a terminal, which a try statement passes over. */
  static StepProgress of(String task, int steps, IntSupplier done) {
    if (!Terminal.stderr()) {
      return null;
    }
    return new StepProgress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setStyle(ProgressBarStyle.ASCII)
            .setInitialMax(steps)
            // The default one takes SIGINT away from the JVM.
            .setConsumer(new ConsoleProgressBarConsumer(System.err, 79))
            .setUpdateIntervalMillis(UPDATE_MS)
            .setUnit(" steps", 1)
            .showSpeed()
            .build(),
        done);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    bar.stepTo(done.getAsInt());
    bar.close();
  }
}
