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
   * Takes about a minute; uses all cores.
   *
   * @param watch begun before, for the profile to say what else the machine did
   * @param progress is told what begins
   * @throws IllegalStateException if a loop's result is not exact, or no cache shows
   */
  public static MachineProfile measure(RunWatch watch, Consumer<String> progress)
      throws IOException, InterruptedException {
    Map<String, Object> facts = Machine.facts();
    facts.put("vectors", VectorUse.facts(FastVectors.probe()));
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
    for (int bits = 128; bits <= Simd.LANES * Float.SIZE; bits *= 2) {
      progress.accept("vectors of %d bits: fma, bandwidth, gather, scatter".formatted(bits));
      widths.add(width(bits, sets));
    }
    progress.accept("the same from C");
    IndependentMeasurement c = IndependentMeasurement.run(sets);
    progress.accept("kernels and steps under the roof");
    List<RooflinePoint> points = roofline(widths.getLast(), sets);
    return new MachineProfile(
        MachineProfile.identityHere(),
        facts,
        watch.soFar().facts(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        CacheLevels.RULE,
        named(levels, facts),
        curve,
        sets,
        widths,
        c.figures(),
        c.absence(),
        points);
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

  private static List<RooflinePoint> roofline(WidthProfile rates, List<WorkingSet> sets)
      throws IOException, InterruptedException {
    String json =
        MeasuringJvm.lastLine(
            RooflineMeasurement.class,
            rates.vectorBits(),
            ProfileJson.line(rates),
            ProfileJson.line(sets));
    return List.of(ProfileJson.read(json, RooflinePoint[].class));
  }
}
