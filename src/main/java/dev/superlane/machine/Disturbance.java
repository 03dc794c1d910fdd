package dev.superlane.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Whether a run was disturbed from outside, and by what.
 *
 * <p>Judged are four figures, each beyond what rounding of the counters may have made of it. The
 * run queue, involuntary switches, pressure and load are recorded and not judged: they cannot tell
 * other programs from this JVM's own compiler and collector.
 *
 * @param reason why, in one sentence; empty if the run was not disturbed, or nobody can tell
 * @param facts all of it for a results file, {@code disturbed} first: true, false, or null where
 *     the system does not tell
 */
public record Disturbance(Optional<String> reason, Map<String, Object> facts) {
  /**
   * A stolen share s lengthens a mean time by s / (1 − s). One per cent is a fifth of the 5 % that
   * {@code compare} calls a difference unless told otherwise.
   */
  static final double MOST_STOLEN = 0.01;

  /**
   * The same for time in which the measuring thread was ready and another program had its core: no
   * longer than it waited, and no longer than others ran, so that its wait for the JVM's own
   * threads does not count.
   */
  static final double MOST_DISPLACED = 0.01;

  /** The same for time that the control group stood still at its CPU limit. */
  static final double MOST_THROTTLED = 0.01;

  /**
   * Cores that other programs had on average. On cores of their own they share memory, caches and
   * clock, or are the other half of a core with two threads: two that compete alike get half each.
   * So x cores take up to x / 2 of the speed: 5 %, what {@code compare} calls a difference.
   */
  static final double MOST_OTHERS = 0.1;

  /** What a difference of busy and own ticks may be off, all counters being rounded down. */
  private static final int TICKS_OFF = CpuTimes.BUSY_COUNTERS + Counters.OWN_COUNTERS;

  /**
   * @param queue empty where it cannot be read
   */
  static Disturbance between(Counters before, Counters after, Optional<RunQueue.Length> queue) {
    double ns = after.nanoTime() - before.nanoTime();
    Optional<CpuTimes> cpu = after.cpu().flatMap(now -> before.cpu().map(now::since));
    OptionalDouble own = map(difference(before, after, Counters::ownTicks), t -> cores(t, ns));
    OptionalDouble stolen = cpu.map(t -> OptionalDouble.of(t.stolenShare())).orElse(none());
    OptionalDouble others = others(cpu, difference(before, after, Counters::ownTicks), ns);
    OptionalDouble waited =
        before.thread() == after.thread()
            ? map(difference(before, after, Counters::waitedNs), t -> t / ns)
            : none();
    OptionalDouble displaced =
        waited.isPresent() && others.isPresent()
            ? OptionalDouble.of(Math.min(waited.getAsDouble(), others.getAsDouble()))
            : none();
    OptionalDouble throttled = map(difference(before, after, Counters::throttledNs), t -> t / ns);

    List<String> reasons = new ArrayList<>();
    judge(
        reasons, stolen, MOST_STOLEN, "other guests took %.1f %% of the CPU time (at most %s %%)");
    judge(
        reasons,
        displaced,
        MOST_DISPLACED,
        "other programs took the measuring thread's core for %.1f %% of the time (at most %s %%)");
    judge(
        reasons,
        throttled,
        MOST_THROTTLED,
        "the control group stood still at its CPU limit for %.1f %% of the time (at most %s %%)");
    judge(reasons, others, MOST_OTHERS, "other programs used %.0f %% of a core (at most %s %%)");
    boolean judged = stolen.isPresent() || others.isPresent();
    Optional<String> reason =
        reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));

    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("disturbed", judged ? reason.isPresent() : null);
    facts.put(
        "reason", reason.orElse(judged ? null : "steal and other programs are not readable here"));
    facts.put("bounds", bounds());
    facts.put("seconds", ns / 1e9);
    put(facts, "steal_share", stolen);
    put(facts, "others_cores", others);
    put(facts, "own_cores", own);
    put(facts, "displaced_share", displaced);
    put(facts, "waited_share", waited);
    put(facts, "throttled_share", throttled);
    put(
        facts,
        "pressure_share",
        map(difference(before, after, Counters::pressureUs), us -> us * 1e3 / ns));
    if (before.thread() == after.thread()) {
      difference(before, after, Counters::involuntary)
          .ifPresent(count -> facts.put("involuntary_switches", count));
    }
    queue
        .filter(length -> length.samples() > 0)
        .ifPresent(length -> {
          facts.put("runnable_mean", length.mean());
          facts.put("runnable_most", length.most());
          facts.put("runnable_samples", length.samples());
        });
    facts.put("before", before.facts());
    facts.put("after", after.facts());
    return new Disturbance(reason, facts);
  }

  private static Map<String, Object> bounds() {
    Map<String, Object> bounds = new LinkedHashMap<>();
    bounds.put("steal_share", MOST_STOLEN);
    bounds.put("others_cores", MOST_OTHERS);
    bounds.put("displaced_share", MOST_DISPLACED);
    bounds.put("throttled_share", MOST_THROTTLED);
    return bounds;
  }

  /** Cores that other programs had: what the machine worked and this process did not. */
  private static OptionalDouble others(Optional<CpuTimes> cpu, OptionalLong ownTicks, double ns) {
    return cpu.isPresent() && ownTicks.isPresent()
        ? OptionalDouble.of(
            cores(Math.max(0, cpu.get().busy() - ownTicks.getAsLong() - TICKS_OFF), ns))
        : none();
  }

  private static double cores(long ticks, double ns) {
    return ticks * CpuTimes.TICK_NS / ns;
  }

  private static void judge(
      List<String> reasons, OptionalDouble share, double most, String sentence) {
    if (share.isPresent() && share.getAsDouble() > most) {
      reasons.add(
          String.format(Locale.ROOT, sentence, 100 * share.getAsDouble(), Math.round(100 * most)));
    }
  }

  private static OptionalLong difference(
      Counters before, Counters after, Function<Counters, OptionalLong> counter) {
    OptionalLong from = counter.apply(before);
    OptionalLong to = counter.apply(after);
    return from.isPresent() && to.isPresent()
        ? OptionalLong.of(to.getAsLong() - from.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalDouble map(OptionalLong value, Function<Long, Double> function) {
    return value.isPresent() ? OptionalDouble.of(function.apply(value.getAsLong())) : none();
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  private static void put(Map<String, Object> facts, String name, OptionalDouble value) {
    value.ifPresent(share -> facts.put(name, share));
  }
}
