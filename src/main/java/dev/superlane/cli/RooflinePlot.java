package dev.superlane.cli;

import dev.superlane.profile.MachineProfile;
import dev.superlane.profile.RooflinePoint;
import dev.superlane.profile.WidthProfile;
import dev.superlane.profile.WorkingSet;
import dev.superlane.report.Curve;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Kernels and steps under the roofs of each level, a plot for one core and one for all. */
final class RooflinePlot {
  private RooflinePlot() {}

  /** Writes roofline-1.svg and .png, and roofline-N of all cores; warns where it cannot. */
  static void write(MachineProfile profile, Path folder) {
    profile.roofline().stream()
        .mapToInt(RooflinePoint::cores)
        .distinct()
        .forEach(cores -> write(profile, cores, folder));
  }

  private static void write(MachineProfile profile, int cores, Path folder) {
    String name = "roofline-" + cores;
    try {
      LogPlot plot = plot(profile, cores);
      plot.writeSvg(folder.resolve(name + ".svg"));
      plot.writePng(folder.resolve(name + ".png"));
    } catch (IOException | RuntimeException | LinkageError e) {
      System.err.println("superlane: warning: no " + name + " plot (" + e + ")");
    }
  }

  static LogPlot plot(MachineProfile profile, int cores) {
    WidthProfile widest = profile.widest();
    double peak = cores == 1 ? widest.fma().oneCore() : widest.fma().allCores();
    List<RooflinePoint> points =
        profile.roofline().stream().filter(point -> point.cores() == cores).toList();
    List<Curve> curves = new ArrayList<>();
    add(curves, "GEMM", points, name -> name.startsWith("gemm"));
    add(
        curves,
        "other kernels",
        points,
        name -> !name.startsWith("gemm") && !name.startsWith("step"));
    add(curves, "steps, dense", points, name -> name.startsWith("step dense"));
    add(curves, "steps, sparse: least work", points, name -> name.startsWith("step sparse"));
    double least = points.stream().mapToDouble(RooflinePoint::intensity).min().orElseThrow() / 2;
    double most = points.stream().mapToDouble(RooflinePoint::intensity).max().orElseThrow() * 2;
    for (WorkingSet set : profile.workingSets()) {
      double bandwidth = widest.bandwidth(set.level(), cores);
      double[] x = {least, peak / bandwidth};
      double[] y = {least * bandwidth, peak};
      curves.add(new Curve("%s, %.0f GB/s".formatted(set.level(), bandwidth), x, y, Style.THEORY));
    }
    double ridge =
        profile.workingSets().stream()
            .mapToDouble(set -> peak / widest.bandwidth(set.level(), cores))
            .min()
            .orElseThrow();
    curves.add(
        new Curve("fma peak", new double[] {ridge, most}, new double[] {peak, peak}, Style.GUIDE));
    return new LogPlot(
        "Roofline, %s, fma peak %.0f GFLOP/s, vectors of %d bits"
            .formatted(cores == 1 ? "one core" : cores + " cores", peak, widest.vectorBits()),
        LogPlot.Axis.decades("flops a byte", ""),
        LogPlot.Axis.decades("GFLOP/s", ""),
        curves);
  }

  private static void add(
      List<Curve> curves, String label, List<RooflinePoint> points, Predicate<String> which) {
    List<RooflinePoint> some = points.stream().filter(p -> which.test(p.name())).toList();
    curves.add(
        new Curve(
            label,
            some.stream().mapToDouble(RooflinePoint::intensity).toArray(),
            some.stream().mapToDouble(RooflinePoint::gflops).toArray(),
            Style.POINTS));
  }
}
