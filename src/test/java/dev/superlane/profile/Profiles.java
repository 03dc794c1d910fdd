package dev.superlane.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small profile with figures made up. */
public final class Profiles {
  static final List<WorkingSet> SETS =
      List.of(new WorkingSet("L1", 16 << 10, false), new WorkingSet("memory", 64 << 20, true));

  /** L1 up to 32 KiB, memory from 1 MiB on. */
  static final List<Bandwidth> CURVE =
      List.of(
          new Bandwidth(8 << 10, 39, 59),
          new Bandwidth(32 << 10, 40, 60),
          new Bandwidth(1 << 20, 4, 6),
          new Bandwidth(4 << 20, 4, 6));

  private Profiles() {}

  static WidthProfile width(int bits) {
    List<Rate> rates = new ArrayList<>();
    rates.add(new Rate("fma", "registers", 0, "GFLOP/s", bits / 4.0, bits / 2.0));
    for (WorkingSet set : SETS) {
      double scale = set.level().equals("L1") ? 10 : 1;
      rates.add(new Rate("load", set.level(), set.bytes(), "GB/s", 4 * scale, 6 * scale));
      rates.add(new Rate("store", set.level(), set.bytes(), "GB/s", 2 * scale, 3 * scale));
      rates.add(new Rate("copy", set.level(), set.bytes(), "GB/s", 3 * scale, 4 * scale));
      rates.add(new Rate("triad", set.level(), set.bytes(), "GB/s", 3 * scale, 5 * scale));
    }
    return new WidthProfile(bits, rates);
  }

  static MachineProfile of(Map<String, String> identity) {
    Independent c =
        new Independent(
            "cc 1", "cc -O3", List.of(new Rate("fma", "registers", 0, "GFLOP/s", 60, 0)));
    return with(identity, c, null);
  }

  public static MachineProfile withoutCompiler() {
    return with(Map.of("cpu", "a CPU", "cores", "2", "jdk", "25"), null, "there is no compiler");
  }

  public static MachineProfile withCompiler() {
    return of(Map.of("cpu", "a CPU", "cores", "2", "jdk", "25"));
  }

  /** A profile of this machine, whatever its figures. */
  public static MachineProfile here() {
    return of(MachineProfile.identityHere());
  }

  private static MachineProfile with(Map<String, String> identity, Independent c, String without) {
    WidthProfile widest = width(256);
    List<RooflinePoint> points = new ArrayList<>();
    for (int cores : new int[] {1, 2}) {
      Roof roof = Roof.of(widest.fma(), CURVE, cores);
      add(points, roof, "gemm", Work.gemm(64, 64, 64), 10_000);
      add(points, roof, "axpy", Work.axpy(1000), 500);
      add(points, roof, "step dense", Work.denseStep(64, 16, 32, false), 9000);
      add(points, roof, "step sparse", Work.sparseStep(64, 16, 30, 20), 3000);
    }
    return new MachineProfile(
        identity,
        Map.of("cores", 2),
        Map.of("disturbed", false),
        "2026-01-01T00:00:00Z",
        CacheLevels.RULE,
        List.of(new CacheLevel("L1", 32 << 10, 32L << 10), new CacheLevel("L2", 1 << 20, null)),
        List.of(new Latency(8192, 1.5), new Latency(12288, 1.6)),
        SETS,
        CURVE,
        List.of(width(128), widest),
        c,
        without,
        points);
  }

  private static void add(
      List<RooflinePoint> points, Roof roof, String name, Work work, double ns) {
    points.add(RooflinePoint.of(name, work.times(roof.cores()), ns, SETS, roof));
  }
}
