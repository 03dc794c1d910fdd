package dev.superlane.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * How many tasks of the machine are runnable, running ones included, asked ten times a second by a
 * thread of its own. A sample is one read of a line of text into a buffer that is there: it
 * allocates nothing.
 */
final class RunQueue implements AutoCloseable {
  private static final long PERIOD_NS = 100_000_000;
  private static final int LONGEST = 128;

  private final FileChannel loadavg;
  private final ByteBuffer text = ByteBuffer.allocateDirect(LONGEST);
  private final Thread sampler;
  private volatile boolean stopped;

  private long samples;
  private long sum;
  private int most;

  private RunQueue(FileChannel loadavg) {
    this.loadavg = loadavg;
    sampler = Thread.ofPlatform().name("run queue").daemon().unstarted(this::sampleOn);
  }

  /**
   * Starts to sample.
   *
   * @param loadavg /proc/loadavg
   * @return null where it cannot be read
   */
  static RunQueue start(Path loadavg) {
    try {
      RunQueue queue = new RunQueue(FileChannel.open(loadavg, StandardOpenOption.READ));
      queue.sampler.start();
      return queue;
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  private void sampleOn() {
    while (!stopped) {
      LockSupport.parkNanos(PERIOD_NS);
      if (!stopped) {
        sample();
      }
    }
  }

  private void sample() {
    try {
      text.clear();
      loadavg.read(text, 0);
      int runnable = runnable(text.flip());
      if (runnable > 0) {
        add(runnable);
      }
    } catch (IOException unreadable) {
      // A sample less.
    }
  }

  /** From "1.00 0.47 0.90 5/147 8138" the 5; 0 from anything else. */
  static int runnable(ByteBuffer text) {
    int at = 0;
    for (int word = 0; word < 3; at++) {
      if (at >= text.limit()) {
        return 0;
      }
      word += text.get(at) == ' ' ? 1 : 0;
    }
    int runnable = 0;
    for (; at < text.limit() && text.get(at) >= '0' && text.get(at) <= '9'; at++) {
      runnable = 10 * runnable + text.get(at) - '0';
    }
    return at < text.limit() && text.get(at) == '/' ? runnable : 0;
  }

  /** The sampler itself runs while it asks, and is not counted. */
  private synchronized void add(int runnable) {
    samples++;
    sum += runnable - 1;
    most = Math.max(most, runnable - 1);
  }

  /**
   * Runnable tasks so far.
   *
   * @param mean NaN without samples
   */
  record Length(long samples, double mean, int most) {}

  synchronized Length length() {
    return new Length(samples, samples == 0 ? Double.NaN : (double) sum / samples, most);
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(sampler);
    boolean interrupted = false;
    while (sampler.isAlive()) {
      try {
        sampler.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      loadavg.close();
    } catch (IOException e) {
      // Nothing was written.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
