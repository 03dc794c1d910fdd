package dev.superlane.latency;

import dev.superlane.machine.Disturbance;
import dev.superlane.machine.RunWatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Warms up, then records with everything watched that could explain a tail.
 *
 * <p>Nothing may be allocated while it is recorded. A vector is an object until its kernel is
 * compiled, and again where the JVM throws compiled code away; and HotSpot interns a class's string
 * constants in the thread whose call has C2 compile its first method, at the 5000th step say. Then
 * the JVM was not warm: recording begins anew, a few times, and then the measurement has failed.
 */
public final class LatencyMeasurement {
  /** So long nothing may have been allocated before recording begins. */
  private static final long QUIET_NS = 1_000_000_000;

  private static final int QUIET_STEPS = 100;

  /** Whatever still allocates then does so for good. */
  private static final long LONGEST_WARM_UP_NS = 30_000_000_000L;

  private static final int MOST_BEGINNINGS = 5;

  /** C2 compiles what was called 5000 times, or 15 000 times with its loops. */
  private static final int RECORDER_WARM_UP = 50_000;

  private final ServiceTimes times = new ServiceTimes();
  private final IntConsumer step;
  private final BooleanSupplier stillFinite;
  private final long quietNs;
  private final long longestWarmUpNs;
  private AllocatedBytes bytes;
  private boolean finite = true;
  private int beginnings;
  private int done;
  private volatile int recordedFrom = Integer.MAX_VALUE;

  /**
   * @param step a step or a call, which is given its number
   * @param stillFinite whether results are still finite numbers, asked every 100 steps
   */
  public LatencyMeasurement(IntConsumer step, BooleanSupplier stillFinite) {
    this(step, stillFinite, QUIET_NS, LONGEST_WARM_UP_NS);
  }

  LatencyMeasurement(
      IntConsumer step, BooleanSupplier stillFinite, long quietNs, long longestWarmUpNs) {
    this.step = step;
    this.stillFinite = stillFinite;
    this.quietNs = quietNs;
    this.longestWarmUpNs = longestWarmUpNs;
  }

  /** The times so far. */
  public ServiceTimes times() {
    return times;
  }

  /** Steps recorded so far; may be asked from any thread. */
  public int progress() {
    return Math.max(0, times.stepsDone() - recordedFrom);
  }

  /** Whether all results were finite numbers. */
  public boolean finite() {
    return finite;
  }

  /**
   * Measures.
   *
   * @param name of the files to come, without ending
   * @param facts what is measured, for the record; it gains how it went
   * @param warmUp first steps that are not recorded; they go on until a second has passed in which
   *     nothing was allocated
   * @param count steps that are recorded after them
   * @return null if nothing was recorded: stopped or no longer finite before
   * @throws AllocationException if steps go on to allocate
   */
  public Measured run(String name, Map<String, Object> facts, int warmUp, int count)
      throws IOException, AllocationException {
    // Its start costs as much as many steps: they are those of the warm-up.
    try (JvmEvents events = JvmEvents.available() ? JvmEvents.start() : null) {
      beWarm();
      warmUp(warmUp);
      while (finite && !times.stopped()) {
        Measured measured = record(name, facts, count, events);
        if (measured != null) {
          return measured;
        }
      }
      return null;
    }
  }

  /**
   * What runs between warm-up and recording, and the recorder, have run before: classes that they
   * load would have the JVM throw compiled code away that took them for absent.
   */
  private static void beWarm() {
    try (RunWatch watch = RunWatch.begin()) {
      watch.soFar();
    }
    new ServiceTimes().record(t -> {}, () -> true, 0, RECORDER_WARM_UP);
  }

  private void warmUp(int least) {
    long end = System.nanoTime() + longestWarmUpNs;
    finite = times.warmUp(step, stillFinite, 0, least);
    done = least;
    int quiet = 0;
    long since = System.nanoTime();
    bytes = new AllocatedBytes();
    while (finite && !times.stopped() && System.nanoTime() < end) {
      finite = times.warmUp(step, stillFinite, done, done + 1);
      done++;
      quiet++;
      if (bytes.sinceThen() != 0) {
        quiet = 0;
        since = System.nanoTime();
        bytes = new AllocatedBytes();
      } else if (quiet >= QUIET_STEPS && System.nanoTime() - since >= quietNs) {
        break;
      }
    }
  }

  /** Null if it has to begin anew, or there is nothing. */
  private Measured record(String name, Map<String, Object> facts, int count, JvmEvents events)
      throws IOException, AllocationException {
    beginnings++;
    int from = done;
    recordedFrom = from;
    BooleanSupplier maySoFar = this::maySoFar;
    long begun;
    long ended;
    long allocated;
    Disturbance disturbance;
    try (RunWatch watch = RunWatch.begin()) {
      bytes = new AllocatedBytes();
      begun = System.nanoTime();
      times.record(step, maySoFar, from, from + count);
      ended = System.nanoTime();
      allocated = bytes.sinceThen();
      disturbance = watch.soFar();
    }
    done = times.stepsDone();
    if (allocated != 0 && finite && !times.stopped()) {
      if (beginnings == MOST_BEGINNINGS) {
        throw new AllocationException(allocated, times.recorded());
      }
      return null;
    }
    List<JvmEvent> jvm = events == null ? List.of() : during(events.stop(), begun, ended);
    facts.put("warm_up", from);
    facts.put("begun_anew", beginnings - 1);
    return times.recorded() == 0
        ? null
        : new Measured(name, facts, times, begun, jvm, events != null, disturbance);
  }

  /** An early end where there is no use in going on. */
  private boolean maySoFar() {
    finite = stillFinite.getAsBoolean();
    return finite && bytes.ownSinceThen() == 0;
  }

  private static List<JvmEvent> during(List<JvmEvent> events, long from, long to) {
    return events.stream().filter(event -> event.overlap(from, to - from) >= 0).toList();
  }
}
