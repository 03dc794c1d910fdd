package dev.superlane.latency;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** What the threads that work on steps allocate: the calling one, and a team's others. */
public final class AllocatedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long[] threads;
  private final long[] before;

  /** Counts from now on; to be made and asked by the recording thread. */
  public AllocatedBytes() {
    long self = Thread.currentThread().threadId();
    threads =
        LongStream.concat(
                LongStream.of(self), LongStream.of(THREADS.getAllThreadIds()).filter(this::ofTeam))
            .toArray();
    before = new long[threads.length];
    // Itself last: it allocates while it asks for the others.
    for (int i = threads.length - 1; i > 0; i--) {
      before[i] = THREADS.getThreadAllocatedBytes(threads[i]);
    }
    before[0] = THREADS.getCurrentThreadAllocatedBytes();
  }

  private boolean ofTeam(long thread) {
    var info = THREADS.getThreadInfo(thread);
    return info != null && info.getThreadName().startsWith("superlane-");
  }

  /** Bytes since by the calling thread alone; allocates nothing. */
  public long ownSinceThen() {
    return THREADS.getCurrentThreadAllocatedBytes() - before[0];
  }

  /** Bytes since by all of them. */
  public long sinceThen() {
    long bytes = ownSinceThen();
    for (int i = 1; i < threads.length; i++) {
      bytes += THREADS.getThreadAllocatedBytes(threads[i]) - before[i];
    }
    return bytes;
  }
}
