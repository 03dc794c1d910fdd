package dev.superlane.latency;

import dev.superlane.machine.Disturbance;
import dev.superlane.machine.RunWatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Warms up, then records with everything watched that could explain a tail. */
public final class LatencyMeasurement {
  private final ServiceTimes times = new ServiceTimes();
  private long begun;
  private long allocated;
  private boolean finite = true;

  /** The times so far. */
  public ServiceTimes times() {
    return times;
  }

  /** When recording began, as {@link System#nanoTime}. */
  public long begun() {
    return begun;
  }

  /** Whether all results were finite numbers. */
  public boolean finite() {
    return finite;
  }

  /** Bytes that steps or calls allocated while they were recorded: 0, or their times are not. */
  public long allocated() {
    return allocated;
  }

  /**
   * Measures one kind of step or call.
   *
   * @param step is given the step's number
   * @param stillFinite whether results are still finite numbers, asked every 100 steps
   * @param warmUp first steps that are not recorded
   * @param steps with those of the warm-up
   * @return null if nothing was recorded: stopped or no longer finite before
   */
  public Measured run(
      String name,
      Map<String, Object> facts,
      IntConsumer step,
      BooleanSupplier stillFinite,
      int warmUp,
      int steps)
      throws IOException {
    // Its start costs as much as many steps: they are those of the warm-up.
    try (JvmEvents events = JvmEvents.available() ? JvmEvents.start() : null) {
      finite = times.warmUp(step, stillFinite, warmUp);
      if (!finite) {
        return null;
      }
      try (RunWatch watch = RunWatch.begin()) {
        AllocatedBytes bytes = new AllocatedBytes();
        begun = System.nanoTime();
        finite = times.record(step, stillFinite, warmUp, steps);
        long ended = System.nanoTime();
        allocated = bytes.sinceThen();
        Disturbance disturbance = watch.soFar();
        List<JvmEvent> jvm = events == null ? List.of() : during(events.stop(), begun, ended);
        return times.recorded() > 0
            ? new Measured(name, facts, times, jvm, events != null, disturbance)
            : null;
      }
    }
  }

  private static List<JvmEvent> during(List<JvmEvent> events, long from, long to) {
    return events.stream().filter(event -> event.overlap(from, to - from) >= 0).toList();
  }
}
