package dev.superlane.machine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Watches what else the machine does while something is measured. Begun before and closed after the
 * run; in between it costs a sample of the run queue every 100 ms, in a thread of its own: about
 * 0.1 % of a core, and nothing in the thread that is measured.
 */
public final class RunWatch implements AutoCloseable {
  private static final Path ROOT = Path.of("/");

  private final RunQueue queue = RunQueue.start(ROOT.resolve("proc/loadavg"));
  private final Counters before = Counters.read(ROOT);

  private RunWatch() {}

  /** To be called by the thread that is measured, so that its own waiting shows. */
  public static RunWatch begin() {
    return new RunWatch();
  }

  /** What there was from the beginning to now; from the same thread. */
  public Disturbance soFar() {
    return Disturbance.between(
        before, Counters.read(ROOT), Optional.ofNullable(queue).map(RunQueue::length));
  }

  @Override
  public void close() {
    if (queue != null) {
      queue.close();
    }
  }
}
