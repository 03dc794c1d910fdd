package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import dev.superlane.profile.MachineProfile;
import dev.superlane.profile.RooflinePoint;
import dev.superlane.profile.WidthProfile;
import dev.superlane.profile.WorkingSet;
import dev.superlane.report.Curve.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Kernels and steps under the roofs of each level, one plot for one core and one for all. */
public final class Roofline {
  private Roofline() {}

  /** How many cores the points of a profile are for: 1, and all. */
  public static List<Integer> cores(MachineProfile profile) {
    return profile.roofline().stream().map(RooflinePoint::cores).distinct().toList();
  }

  /** The profile's own kernels and steps. */
  public static LogPlot plot(MachineProfile profile, int cores) {
    return plot(profile, cores, List.of());
  }

  /**
   * The same, with benchmarks.
   *
   * @param scores those with intensity and GFLOP/s on as many threads are shown
   */
  static LogPlot plot(MachineProfile profile, int cores, List<JmhScore> scores) {
    WidthProfile widest = profile.widest();
    double peak = profile.roof(cores).peak();
    List<RooflinePoint> points =
        profile.roofline().stream().filter(point -> point.cores() == cores).toList();
    List<JmhScore> measured =
        scores.stream()
            .filter(score -> score.setting().threads() == cores && score.intensity() > 0)
            .toList();
    List<Curve> curves = new ArrayList<>();
    add(curves, "GEMM", points, name -> name.startsWith("gemm"));
    add(
        curves,
        "other kernels",
        points,
        name -> !name.startsWith("gemm") && !name.startsWith("step"));
    add(curves, "steps, dense", points, name -> name.startsWith("step dense"));
    add(curves, "steps, sparse: least work", points, name -> name.startsWith("step sparse"));
    if (!measured.isEmpty()) {
      curves.add(points("JMH\u2019s benchmarks", measured, JmhScore::intensity, JmhScore::gflops));
    }
    double[] intensities =
        DoubleStream.concat(
                points.stream().mapToDouble(RooflinePoint::intensity),
                measured.stream().mapToDouble(JmhScore::intensity))
            .sorted()
            .toArray();
    double least = intensities[0] / 2;
    double ridge = Double.POSITIVE_INFINITY;
    for (WorkingSet set : profile.workingSets()) {
      double bandwidth = widest.bandwidth(set.level(), cores);
      double[] x = {least, peak / bandwidth};
      double[] y = {least * bandwidth, peak};
      curves.add(new Curve("%s, %.0f GB/s".formatted(set.level(), bandwidth), x, y, Style.THEORY));
      ridge = Math.min(ridge, peak / bandwidth);
    }
    double[] x = {ridge, Math.max(2 * intensities[intensities.length - 1], 2 * ridge)};
    double[] y = {peak, peak};
    curves.add(new Curve("fma peak, %.0f GFLOP/s".formatted(peak), x, y, Style.GUIDE));
    return new LogPlot(
        "Roofline, %s, vectors of %d bits"
            .formatted(cores == 1 ? "one core" : cores + " cores", widest.vectorBits()),
        LogPlot.Axis.decades("flops a byte", ""),
        LogPlot.Axis.decades("GFLOP/s", ""),
        curves);
  }

  private static void add(
      List<Curve> curves, String label, List<RooflinePoint> points, Predicate<String> which) {
    List<RooflinePoint> some = points.stream().filter(p -> which.test(p.name())).toList();
    curves.add(points(label, some, RooflinePoint::intensity, RooflinePoint::gflops));
  }

  private static <T> Curve points(
      String label, List<T> some, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return new Curve(
        label,
        some.stream().mapToDouble(x).toArray(),
        some.stream().mapToDouble(y).toArray(),
        Style.POINTS);
  }
}
