package dev.superlane.report;

import dev.superlane.figure.Figure;
import dev.superlane.figure.Palette;
import dev.superlane.figure.Panels;
import dev.superlane.figure.Scale;
import dev.superlane.figure.Series;
import dev.superlane.figure.Series.Line;
import dev.superlane.figure.Series.Look;
import dev.superlane.figure.Series.Marker;
import dev.superlane.report.Comparison.Group;
import dev.superlane.report.Comparison.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How speed grows with threads or vector width, for as many benchmarks as there are colours. */
record ScalingPlot(Comparison comparison, List<Group> groups) {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,8})( bits)?");

  /** AVX2 has vectors of 256 bits as well, but half the registers. */
  private static final double OTHER = 255;

  static List<ScalingPlot> of(Comparison comparison) {
    List<ScalingPlot> plots = new ArrayList<>();
    List<Group> all = comparison.groups();
    for (int from = 0; from < all.size(); from += PageText.CURVES) {
      int to = Math.min(from + PageText.CURVES, all.size());
      plots.add(new ScalingPlot(comparison, all.subList(from, to)));
    }
    return plots;
  }

  /** Fewest threads or narrowest vectors first; the full width, which no option names, last. */
  static List<String> inOrder(Comparison comparison) {
    return comparison.variants().stream()
        .sorted(Comparator.comparingDouble(variant -> place(comparison.kind(), variant)))
        .toList();
  }

  /** NaN for a number of threads that is none. */
  private static double place(Kind kind, String variant) {
    Matcher number = NUMBER.matcher(variant);
    if (number.matches()) {
      return Integer.parseInt(number.group(1));
    }
    return kind == Kind.THREADS
        ? Double.NaN
        : variant.equals(Comparison.FULL) ? Double.POSITIVE_INFINITY : OTHER;
  }

  /** Without a legend. */
  Figure figure(double size) {
    List<Series> series =
        series().stream().map(s -> Series.line("", s.x(), s.y(), s.look())).toList();
    double most =
        series.stream()
            .flatMapToDouble(s -> Arrays.stream(s.y()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    double step = step(most);
    String label = "speed relative to " + comparison.base();
    Scale y = Scale.linear(label, 0, 1.1 * most, step, step < 1 ? 1 : 0);
    Panels.Panel panel = new Panels.Panel("", across(), y, series);
    return new Panels(comparison.title(), size, List.of(panel));
  }

  private Scale across() {
    List<String> variants = inOrder(comparison);
    if (comparison.kind() == Kind.WIDTH) {
      return Scale.names("vectors", variants);
    }
    double[] threads = x(variants);
    List<Scale.Mark> marks = new ArrayList<>();
    for (int v = 0; v < threads.length; v++) {
      if (Double.isFinite(threads[v])) {
        marks.add(new Scale.Mark(threads[v], variants.get(v)));
      }
    }
    double most = marks.isEmpty() ? 1 : marks.getLast().value();
    return new Scale("threads", false, 0, 1.1 * most, marks);
  }

  /** Threads as they are, widths in order. */
  private double[] x(List<String> variants) {
    return comparison.kind() == Kind.THREADS
        ? variants.stream().mapToDouble(variant -> place(Kind.THREADS, variant)).toArray()
        : IntStream.rangeClosed(1, variants.size()).asDoubleStream().toArray();
  }

  /** About five marks. */
  private static double step(double most) {
    double decade = Math.pow(10, Math.floor(Math.log10(most / 5)));
    return DoubleStream.of(1, 2, 5, 10)
        .map(times -> times * decade)
        .filter(step -> most / step <= 6)
        .findFirst()
        .orElseThrow();
  }

  /** One a benchmark, and for threads what they would bring at the most. */
  List<Series> series() {
    List<String> variants = inOrder(comparison);
    double[] x = x(variants);
    List<Series> series = new ArrayList<>();
    for (Group group : groups) {
      double[] y = variants.stream().mapToDouble(v -> group.speed(v, comparison.base())).toArray();
      Marker marker = Marker.values()[1 + series.size() % 4];
      Look look = new Look(Palette.of(series.size()), Line.SOLID, marker);
      series.add(Series.line(group.label(), x, y, look));
    }
    if (comparison.kind() == Kind.THREADS) {
      Look look = new Look(Palette.GREY, Line.DOTTED, Marker.NONE);
      series.add(Series.line("in proportion", x, x, look));
    }
    return series;
  }
}
