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

  /** Arguments: a {@link WidthProfile} and its working sets as JSON. Prints the points as JSON. */
  static void main(String[] args) {
    WidthProfile rates = ProfileJson.read(args[0], WidthProfile.class);
    List<WorkingSet> sets = List.of(ProfileJson.read(args[1], WorkingSet[].class));
    System.out.println(ProfileJson.line(measure(rates, sets)));
  }

  private static List<RooflinePoint> measure(WidthProfile rates, List<WorkingSet> sets) {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Roof> roofs =
        IntStream.of(1, cores).distinct().mapToObj(c -> new Roof(rates, sets, c)).toList();
    List<RooflinePoint> points = new ArrayList<>();
    for (KernelPass.Kind kind : KernelPass.Kind.values()) {
      for (Roof roof : roofs) {
        points.add(kernel(kind, roof));
      }
    }
    for (StepTimes.Size size : StepTimes.SIZES) {
      points.addAll(StepTimes.measure(size, roofs));
    }
    return points;
  }

  /** A copy of the kernel on each core. */
  private static RooflinePoint kernel(KernelPass.Kind kind, Roof roof) {
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
    return roof.point(kind.label, passes[0].work().times(roof.cores()), ns);
  }
}
