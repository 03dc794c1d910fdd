package dev.superlane.profile;

import dev.superlane.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Times kernels and steps by the vector kernels, and puts them under their roofs. */
final class RooflineMeasurement {
  private static final long WARM_UP_NS = 150_000_000;
  private static final long MEASURING_NS = 150_000_000;

  private RooflineMeasurement() {}

  /**
   * Arguments: a {@link WidthProfile}, its working sets, and the bandwidth curve or an empty list,
   * all as JSON; the curve's largest working set; whether to be quick. Prints a {@link Roofline} as
   * JSON.
   */
  static void main(String[] args) {
    WidthProfile rates = ProfileJson.read(args[0], WidthProfile.class);
    List<WorkingSet> sets = List.of(ProfileJson.read(args[1], WorkingSet[].class));
    List<Bandwidth> curve = List.of(ProfileJson.read(args[2], Bandwidth[].class));
    if (curve.isEmpty()) {
      int cores = Runtime.getRuntime().availableProcessors();
      curve = BandwidthCurve.measure(Long.parseLong(args[3]), cores);
    }
    List<RooflinePoint> points = points(rates, sets, curve, Boolean.parseBoolean(args[4]));
    System.out.println(ProfileJson.line(new Roofline(curve, points)));
  }

  private static List<RooflinePoint> points(
      WidthProfile rates, List<WorkingSet> sets, List<Bandwidth> curve, boolean quick) {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Roof> roofs =
        IntStream.of(1, cores).distinct().mapToObj(c -> Roof.of(rates.fma(), curve, c)).toList();
    List<RooflinePoint> points = new ArrayList<>();
    for (KernelPass.Kind kind : KernelPass.Kind.values()) {
      for (Roof roof : roofs) {
        points.add(kernel(kind, sets, roof));
      }
    }
    for (StepTimes.Size size : quick ? StepTimes.SIZES.subList(0, 1) : StepTimes.SIZES) {
      points.addAll(StepTimes.measure(size, sets, roofs));
    }
    return points;
  }

  /** A copy of the kernel on each core. */
  private static RooflinePoint kernel(KernelPass.Kind kind, List<WorkingSet> sets, Roof roof) {
    KernelPass[] passes = new KernelPass[roof.cores()];
    for (int core = 0; core < passes.length; core++) {
      passes[core] = new KernelPass(kind);
    }
    double ns;
    try (Team team = new Team(roof.cores())) {
      ns = ShortestTime.ofPass(team, WARM_UP_NS, MEASURING_NS, (part, parts) -> passes[part].run());
    }
    for (KernelPass pass : passes) {
      pass.requireFinite();
    }
    Work work = passes[0].work().times(roof.cores());
    return RooflinePoint.of(kind.label, work, ns, sets, roof);
  }
}
