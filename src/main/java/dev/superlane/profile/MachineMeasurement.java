package dev.superlane.profile;

import dev.superlane.kernel.Simd;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.Machine;
import dev.superlane.machine.RunWatch;
import dev.superlane.machine.VectorUse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures a {@link MachineProfile}: caches, each vector width, C, kernels and steps. */
public final class MachineMeasurement {
  private static final long LEAST_LARGEST = 64L << 20;
  private static final long MOST_LARGEST = 256L << 20;

  private MachineMeasurement() {}

  /**
   * Takes about two minutes, quick a third of that; uses all cores.
   *
   * @param watch begun before, for the profile to say what else the machine did
   * @param saved a profile of this machine whose limits hold on, so that only kernels and steps are
   *     timed; null to measure all
   * @param quick the widest vectors alone, not C, and the steps of one size
   * @param progress is told what begins
   * @throws IllegalStateException if a loop's result is not exact, or no cache shows
   */
  public static MachineProfile measure(
      RunWatch watch, MachineProfile saved, boolean quick, Consumer<String> progress)
      throws IOException, InterruptedException {
    Map<String, Object> facts = Machine.facts();
    facts.put("vectors", VectorUse.facts(FastVectors.probe()));
    MachineProfile limits = saved == null ? limits(facts, quick, progress) : saved;
    progress.accept("kernels and steps under the roof");
    Roofline roofline = roofline(limits, facts, quick);
    return new MachineProfile(
        limits.identity(),
        facts,
        watch.soFar().facts(),
        limits.measured(),
        limits.cacheRule(),
        limits.caches(),
        limits.latencies(),
        limits.workingSets(),
        roofline.bandwidths(),
        limits.widths(),
        limits.independent(),
        limits.withoutIndependent(),
        roofline.points());
  }

  private static MachineProfile limits(
      Map<String, Object> facts, boolean quick, Consumer<String> progress)
      throws IOException, InterruptedException {
    progress.accept("caches: latency over working sets");
    List<Latency> curve = PointerChase.curve(largest(facts));
    List<Long> levels = CacheLevels.of(curve);
    if (levels.isEmpty()) {
      throw new IllegalStateException(
          "no cache shows in the latencies, from %.1f to %.1f ns"
              .formatted(curve.getFirst().ns(), curve.getLast().ns()));
    }
    List<WorkingSet> sets = WorkingSet.of(levels);
    List<WidthProfile> widths = new ArrayList<>();
    int widest = Simd.LANES * Float.SIZE;
    for (int bits = quick ? widest : 128; bits <= widest; bits *= 2) {
      progress.accept("vectors of %d bits: fma, bandwidth, gather, scatter".formatted(bits));
      widths.add(width(bits, sets));
    }
    IndependentMeasurement c = new IndependentMeasurement(null, "--quick takes no figures from C");
    if (!quick) {
      progress.accept("the same from C");
      c = IndependentMeasurement.run(sets);
    }
    return new MachineProfile(
        MachineProfile.identityHere(),
        facts,
        Map.of(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        CacheLevels.RULE,
        named(levels, facts),
        curve,
        sets,
        List.of(),
        widths,
        c.figures(),
        c.absence(),
        List.of());
  }

  /** Four times what the system calls its last cache. */
  private static long largest(Map<String, Object> facts) {
    long last = 0;
    for (int level = 1; level <= 4; level++) {
      last = Math.max(last, systemBytes(level, facts) instanceof Long bytes ? bytes : 0);
    }
    return Math.clamp(4 * last, LEAST_LARGEST, MOST_LARGEST);
  }

  private static List<CacheLevel> named(List<Long> levels, Map<String, Object> facts) {
    List<CacheLevel> named = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      named.add(new CacheLevel("L" + (i + 1), levels.get(i), systemBytes(i + 1, facts)));
    }
    return named;
  }

  private static Long systemBytes(int level, Map<String, Object> facts) {
    Object bytes = facts.get(level == 1 ? "l1d_bytes" : "l" + level + "_bytes");
    return bytes instanceof Number number ? Long.valueOf(number.longValue()) : null;
  }

  /** A width is a VM flag, so each has a JVM of its own. */
  private static WidthProfile width(int bits, List<WorkingSet> sets)
      throws IOException, InterruptedException {
    String json = MeasuringJvm.lastLine(WidthMeasurement.class, bits, ProfileJson.line(sets));
    WidthProfile profile = ProfileJson.read(json, WidthProfile.class);
    if (profile.vectorBits() != bits) {
      throw new IOException(
          "vectors of %d bits were asked for, the JVM has %d"
              .formatted(bits, profile.vectorBits()));
    }
    return profile;
  }

  private static Roofline roofline(MachineProfile limits, Map<String, Object> facts, boolean quick)
      throws IOException, InterruptedException {
    String json =
        MeasuringJvm.lastLine(
            RooflineMeasurement.class,
            limits.widest().vectorBits(),
            ProfileJson.line(limits.widest()),
            ProfileJson.line(limits.workingSets()),
            ProfileJson.line(limits.bandwidths()),
            Long.toString(quick ? largest(facts) : MOST_LARGEST),
            Boolean.toString(quick));
    return ProfileJson.read(json, Roofline.class);
  }
}
