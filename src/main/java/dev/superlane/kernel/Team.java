package dev.superlane.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that runs one part each and joins. It allocates nothing per run. Parts
 * split outputs, never a reduction, so that results do not depend on the number of threads.
 */
public final class Team implements AutoCloseable {

  /** One parallel region: called once for every part in [0, parts), each on its own thread. */
  @FunctionalInterface
  public interface Region {
    void run(int part, int parts);
  }

  /** One task of many: whichever thread is free takes the next, {@code thread} says which. */
  @FunctionalInterface
  public interface Tasks {
    void run(int thread, int task, int tasks);
  }

  /**
   * Tasks a thread, for work whose cost nobody knows beforehand: threads then end within about an
   * eighth of their work of each other.
   */
  private static final int TASKS = 8;

  /**
   * About 100 µs of polling, longer than the gap between two regions of a step: 60 µs at B = 8192,
   * and waking a parked thread takes 30 µs more.
   */
  private static final int SPINS = 10_000;

  /** With more threads than cores, polling keeps the core from the thread that is waited for. */
  private static final int SPINS_CROWDED = 100;

  private final Thread[] workers;
  private final int spins;
  private final AtomicInteger pending = new AtomicInteger();
  private volatile int epoch;
  private volatile boolean closed;
  private volatile Throwable failure;
  private volatile Thread caller;
  private Region region;
  private final AtomicInteger next = new AtomicInteger();
  private Tasks work;
  private int tasks;
  private final Region taking = this::take;

  /**
   * @param threads 1 or more; the calling thread is one of them
   */
  public Team(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", allowed is 1 or more");
    }
    spins = threads <= Runtime.getRuntime().availableProcessors() ? SPINS : SPINS_CROWDED;
    workers = new Thread[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      int part = i + 1;
      workers[i] = new Thread(() -> work(part), "superlane-" + part);
      workers[i].setDaemon(true);
      workers[i].start();
    }
  }

  public int threads() {
    return workers.length + 1;
  }

  /**
   * Runs all parts of {@code next} and returns when the last is done; rethrows a part's failure.
   */
  public void run(Region next) {
    if (workers.length == 0) {
      next.run(0, 1);
      return;
    }
    if (closed) {
      throw new IllegalStateException("the team is closed");
    }
    region = next;
    failure = null;
    caller = Thread.currentThread();
    pending.set(workers.length);
    epoch++;
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
    try {
      next.run(0, workers.length + 1);
    } finally {
      for (int spun = 0; pending.get() > 0; spun++) {
        pause(spun);
      }
    }
    if (failure != null) {
      Throwable cause = failure;
      throw new IllegalStateException("a worker thread failed: " + cause, cause);
    }
  }

  /**
   * How many tasks to split work into: several a thread, which take them in turns, or one for one
   * thread. An output must not depend on it.
   */
  public int tasks() {
    return workers.length == 0 ? 1 : TASKS * threads();
  }

  /**
   * Runs tasks [0, tasks) in that order, each on the first thread that is free, and returns when
   * all are done; rethrows a task's failure.
   */
  public void run(Tasks work, int tasks) {
    this.work = work;
    this.tasks = tasks;
    next.set(0);
    run(taking);
  }

  private void take(int thread, int threads) {
    for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
      work.run(thread, task, tasks);
    }
  }

  private void work(int part) {
    int seen = 0;
    while (true) {
      for (int spun = 0; epoch == seen && !closed; spun++) {
        pause(spun);
      }
      if (closed) {
        return;
      }
      seen++;
      try {
        region.run(part, workers.length + 1);
      } catch (Throwable t) {
        failure = t;
      } finally {
        if (pending.decrementAndGet() == 0) {
          LockSupport.unpark(caller);
        }
      }
    }
  }

  private void pause(int spun) {
    if (spun < spins) {
      Thread.onSpinWait();
    } else {
      LockSupport.park();
    }
  }

  /**
   * Start of part {@code part} when {@code size} outputs are split into multiples of {@code grain}.
   */
  public static int bound(int size, int part, int parts, int grain) {
    long grains = (size - 1L + grain) / grain;
    return (int) Math.min(size, grains * part / parts * grain);
  }

  @Override
  public void close() {
    closed = true;
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
  }
}
