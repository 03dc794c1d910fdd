package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Results of JMH that differ in one thing only, as speeds relative to one of them.
 *
 * @param kind decides how it is drawn
 * @param variants names of what differs, in order of appearance
 */
record Comparison(String title, Kind kind, String base, List<String> variants, List<Group> groups) {
  /** Whether the variants have an order, in which speed grows. */
  enum Kind {
    CHOICE,
    THREADS,
    WIDTH
  }

  private static final Pattern WIDTH = Pattern.compile("-XX:(MaxVectorSize|UseAVX)=(\\d{1,6})");

  /** The vectors of a JVM that no option narrows. */
  static final String FULL = "full";

  /** What is the same. */
  record Group(String label, Map<String, JmhScore> scores) {
    /** Speed of a variant relative to the base's; NaN where it was not measured. */
    double speed(String variant, String base) {
      JmhScore score = scores.get(variant);
      return score == null ? Double.NaN : Comparison.speed(score) / speedOf(base);
    }

    private double speedOf(String base) {
      return Comparison.speed(scores.get(base));
    }
  }

  /** One result, split into what differs and the rest. */
  private record Part(String variant, String rest) {}

  /**
   * All that some files allow. A row is compared with those of its own file first.
   *
   * @param files of one folder: measured one after the other
   */
  static List<Comparison> of(Collection<List<JmhScore>> files) {
    List<Comparison> all = new ArrayList<>();
    kernels(files, "scalar").or(() -> kernels(files, "scalarNoSuperWord")).ifPresent(all::add);
    param(files, "library", "SUPERLANE", "Beside other libraries").ifPresent(all::add);
    param(files, "form", "SUPERLANE_SPARSE", "Beside other libraries").ifPresent(all::add);
    param(files, "path", "DENSE", "Paths").ifPresent(all::add);
    param(files, "threads", "1", "Threads").ifPresent(all::add);
    make("Threads", Kind.THREADS, "1", files, s -> Optional.of(threads(s))).ifPresent(all::add);
    widths(files).ifPresent(all::add);
    return all;
  }

  private static Optional<Comparison> kernels(Collection<List<JmhScore>> files, String base) {
    return make(
        "Kernels against scalar",
        Kind.CHOICE,
        base,
        files,
        score -> {
          int dot = score.benchmark().lastIndexOf('.');
          String method = score.benchmark().substring(dot + 1);
          return method.matches("scalar|scalarNoSuperWord|vector")
              ? Optional.of(
                  new Part(method, score.benchmark().substring(0, dot) + rest(score, "", true)))
              : Optional.empty();
        });
  }

  private static Optional<Comparison> param(
      Collection<List<JmhScore>> files, String param, String base, String title) {
    return make(
        title,
        param.equals("threads") ? Kind.THREADS : Kind.CHOICE,
        base,
        files,
        score ->
            score.params().containsKey(param)
                ? Optional.of(
                    new Part(
                        score.params().get(param), score.benchmark() + rest(score, param, true)))
                : Optional.empty());
  }

  private static Part threads(JmhScore score) {
    String rest = score.benchmark() + rest(score, "", false);
    return new Part(Integer.toString(score.setting().threads()), rest);
  }

  /** The base is the full width, which no option narrows. */
  private static Optional<Comparison> widths(Collection<List<JmhScore>> files) {
    return make(
        "Vector width",
        Kind.WIDTH,
        FULL,
        files,
        score -> {
          List<String> others = new ArrayList<>(score.setting().jvmArgs());
          String narrowed =
              others.stream()
                  .map(WIDTH::matcher)
                  .filter(Matcher::matches)
                  .map(Comparison::width)
                  .collect(Collectors.joining(", "));
          others.removeIf(argument -> WIDTH.matcher(argument).matches());
          String variant = narrowed.isEmpty() ? FULL : narrowed;
          return Optional.of(
              new Part(
                  variant,
                  score.benchmark()
                      + params(score, "")
                      + "\0"
                      + others
                      + score.setting().threads()
                      + score.setting().jvm()));
        });
  }

  private static String width(Matcher option) {
    int value = Integer.parseInt(option.group(2));
    return option.group(1).equals("UseAVX") ? "AVX" + value : 8 * value + " bits";
  }

  private static String rest(JmhScore score, String without, boolean withThreads) {
    // What scalarNoSuperWord differs by.
    List<String> arguments = new ArrayList<>(score.setting().jvmArgs());
    arguments.remove("-XX:-UseSuperWord");
    return params(score, without)
        + "\0"
        + arguments
        + (withThreads ? score.setting().threads() : "")
        + score.setting().jvm();
  }

  private static String params(JmhScore score, String without) {
    StringBuilder text = new StringBuilder();
    score.params().forEach((name, value) -> text.append(name.equals(without) ? "" : " " + value));
    return text.toString();
  }

  private static Optional<Comparison> make(
      String title,
      Kind kind,
      String base,
      Collection<List<JmhScore>> files,
      Function<JmhScore, Optional<Part>> split) {
    Map<String, List<Map<String, JmhScore>>> byRest = new LinkedHashMap<>();
    for (List<JmhScore> scores : files) {
      Map<String, Map<String, JmhScore>> own = new LinkedHashMap<>();
      for (JmhScore score : scores) {
        split
            .apply(score)
            .filter(part -> speed(score) > 0)
            .ifPresent(part ->
                own.computeIfAbsent(part.rest(), rest -> new LinkedHashMap<>())
                    .put(part.variant(), score));
      }
      own.forEach((rest, variants) ->
          byRest.computeIfAbsent(rest, absent -> new ArrayList<>()).add(variants));
    }
    List<Group> groups = new ArrayList<>();
    byRest.forEach((rest, byFile) -> {
      Map<String, JmhScore> variants = new LinkedHashMap<>();
      byFile.stream()
          .sorted(Comparator.comparingInt(own -> -own.size()))
          .forEach(own -> own.forEach(variants::putIfAbsent));
      if (variants.size() > 1 && variants.containsKey(base)) {
        groups.add(new Group(rest.substring(0, rest.indexOf('\0')), variants));
      }
    });
    List<String> variants =
        groups.stream().flatMap(group -> group.scores().keySet().stream()).distinct().toList();
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(new Comparison(title, kind, base, variants, groups));
  }

  /** Larger is faster: JMH's times, which are those of one thread, are turned over. */
  private static double speed(JmhScore score) {
    return score.unit().endsWith("/op") ? score.setting().threads() / score.score() : score.score();
  }
}
