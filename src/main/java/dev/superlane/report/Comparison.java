package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Results of one JMH run that differ in one thing only, as speeds relative to one of them.
 *
 * @param variants names of what differs, in order of appearance
 */
record Comparison(String title, String base, List<String> variants, List<Group> groups) {
  private static final Pattern WIDTH = Pattern.compile("-XX:(MaxVectorSize|UseAVX)=\\d+");

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

  /** All that a run's results allow. */
  static List<Comparison> of(List<JmhScore> scores) {
    List<Comparison> all = new ArrayList<>();
    kernels(scores, "scalar").or(() -> kernels(scores, "scalarNoSuperWord")).ifPresent(all::add);
    param(scores, "library", "SUPERLANE", "Beside other libraries").ifPresent(all::add);
    param(scores, "form", "SUPERLANE_SPARSE", "Beside other libraries").ifPresent(all::add);
    param(scores, "path", "DENSE", "Paths").ifPresent(all::add);
    param(scores, "threads", "1", "Threads").ifPresent(all::add);
    make("Threads", "1", scores, s -> Optional.of(threads(s))).ifPresent(all::add);
    widths(scores).ifPresent(all::add);
    return all;
  }

  private static Optional<Comparison> kernels(List<JmhScore> scores, String base) {
    return make(
        "Kernels against scalar",
        base,
        scores,
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
      List<JmhScore> scores, String param, String base, String title) {
    return make(
        title,
        base,
        scores,
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
  private static Optional<Comparison> widths(List<JmhScore> scores) {
    return make(
        "Vector width",
        "full",
        scores,
        score -> {
          List<String> others = new ArrayList<>(score.setting().jvmArgs());
          String narrowed =
              others.stream()
                  .filter(argument -> WIDTH.matcher(argument).matches())
                  .collect(Collectors.joining(" "));
          others.removeIf(argument -> WIDTH.matcher(argument).matches());
          String variant = narrowed.isEmpty() ? "full" : narrowed.replace("-XX:", "");
          return Optional.of(
              new Part(variant, score.benchmark() + params(score, "") + "\0" + others));
        });
  }

  private static String rest(JmhScore score, String without, boolean withThreads) {
    // What scalarNoSuperWord differs by.
    List<String> arguments = new ArrayList<>(score.setting().jvmArgs());
    arguments.remove("-XX:-UseSuperWord");
    return params(score, without)
        + "\0"
        + arguments
        + (withThreads ? score.setting().threads() : "");
  }

  private static String params(JmhScore score, String without) {
    StringBuilder text = new StringBuilder();
    score.params().forEach((name, value) -> text.append(name.equals(without) ? "" : " " + value));
    return text.toString();
  }

  private static Optional<Comparison> make(
      String title, String base, List<JmhScore> scores, Function<JmhScore, Optional<Part>> split) {
    Map<String, Map<String, JmhScore>> byRest = new LinkedHashMap<>();
    for (JmhScore score : scores) {
      split
          .apply(score)
          .filter(part -> speed(score) > 0)
          .ifPresent(part ->
              byRest
                  .computeIfAbsent(part.rest(), rest -> new LinkedHashMap<>())
                  .put(part.variant(), score));
    }
    List<Group> groups = new ArrayList<>();
    byRest.forEach((rest, variants) -> {
      if (variants.size() > 1 && variants.containsKey(base)) {
        groups.add(new Group(rest.substring(0, rest.indexOf('\0')), variants));
      }
    });
    List<String> variants =
        groups.stream().flatMap(group -> group.scores().keySet().stream()).distinct().toList();
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(new Comparison(title, base, variants, groups));
  }

  /** Larger is faster: JMH's times are turned over. */
  private static double speed(JmhScore score) {
    return score.unit().endsWith("/op") ? 1 / score.score() : score.score();
  }
}
