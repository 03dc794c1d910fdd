package dev.superlane.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * JMH's runs in their order.
 *
 * <p>With several JDKs each run is of one fork, and the JDKs take turns forwards and backwards,
 * ABBA: what slowly changes on the machine then meets all of them alike.
 */
public record BenchPlan(Axes axes, List<Run> runs) {

  /**
   * One run of JMH.
   *
   * @param jdk which of the axes'
   * @param column what sets it apart from others of the same benchmarks; empty if nothing does
   */
  public record Run(int jdk, String column, JmhArguments arguments) {}

  /** What is bench's own to say to JMH. */
  private static final List<String> OWN = List.of("rf", "rff", "o");

  /**
   * Checks everything, which starts JMH to list its benchmarks.
   *
   * @throws IllegalArgumentException one sentence, if something is wrong with what was given
   */
  public static BenchPlan of(Axes axes, BenchPreset preset, JmhArguments given)
      throws IOException, InterruptedException {
    refuseOwn(axes, given);
    given.values("prof").forEach(Profilers::require);
    List<JmhArguments> runs = preset.with(given);
    if (!axes.kernels().isEmpty()) {
      runs = runs.stream().map(run -> run.without(KernelKind.allBut(axes.kernels()))).toList();
    }
    int forks = axes.jdks().size() == 1 ? 1 : forks(runs.getFirst());
    List<Run> oneTurn = new ArrayList<>();
    for (JmhArguments run : runs) {
      List<Listed> listed = Listed.of(axes.jdks().getFirst(), run);
      // Of a preset's choices one may have none of the kernels that are asked for.
      if (!listed.isEmpty()) {
        oneTurn.addAll(widths(axes, forks > 1 ? run.with("f", "1") : run, listed));
      }
    }
    if (oneTurn.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark matches %s: bench -l lists those that there are"
              .formatted(String.join(" ", runs.getFirst().words())));
    }
    return new BenchPlan(axes, inTurns(oneTurn, axes.jdks().size(), forks));
  }

  private static void refuseOwn(Axes axes, JmhArguments given) {
    for (String name : OWN) {
      if (given.value(name).isPresent()) {
        throw new IllegalArgumentException(
            "-%s is %s, which bench sets itself: its folder, --out, holds JMH's JSON and log"
                .formatted(name, given.value(name).get()));
      }
    }
    if (given.value("f").equals(Optional.of("0"))) {
      throw new IllegalArgumentException(
          "-f is 0, allowed is 1 or more: java -jar target/benchmarks.jar -f 0 runs without forks");
    }
    if (given.value("jvm").isPresent() && axes.jdks().size() > 1) {
      throw new IllegalArgumentException(
          "-jvm is %s, which would stand for every --jdk: allowed is one of the two"
              .formatted(given.value("jvm").get()));
    }
    if (given.value("t").isPresent() && !axes.threads().isEmpty()) {
      throw new IllegalArgumentException(
          "-t is %s, and --threads sets it: allowed is one of the two"
              .formatted(given.value("t").get()));
    }
  }

  private static int forks(JmhArguments run) {
    String forks = run.value("f").orElse("");
    if (!forks.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          "-f is %s, allowed with several --jdk are 1 to 9999".formatted(forks));
    }
    return Integer.parseInt(forks);
  }

  private static List<Run> widths(Axes axes, JmhArguments run, List<Listed> listed) {
    if (axes.widths().isEmpty()) {
      return threads(axes, "", run, listed);
    }
    List<Run> runs = new ArrayList<>();
    for (Width width : axes.widths()) {
      JmhArguments narrowed = width.option().isEmpty() ? run : run.withJvmOption(width.option());
      runs.addAll(threads(axes, width.label(), narrowed, listed));
    }
    return runs;
  }

  /** A benchmark that has a team of threads gets a larger one, others run once in each thread. */
  private static List<Run> threads(
      Axes axes, String column, JmhArguments run, List<Listed> listed) {
    if (axes.threads().isEmpty()) {
      return List.of(new Run(0, column, run));
    }
    List<String> teams = names(listed, true);
    List<String> others = names(listed, false);
    List<Run> runs = new ArrayList<>();
    for (int count : axes.threads()) {
      String threads = Integer.toString(count);
      String named = (column + " " + threads + (count == 1 ? " thread" : " threads")).strip();
      if (!teams.isEmpty()) {
        runs.add(new Run(0, named, run.of(teams).with("p", "threads=" + threads)));
      }
      if (!others.isEmpty()) {
        runs.add(new Run(0, named, run.of(others).with("t", threads)));
      }
    }
    return runs;
  }

  private static List<String> names(List<Listed> listed, boolean teams) {
    return listed.stream()
        .filter(benchmark -> benchmark.params().contains("threads") == teams)
        .map(Listed::name)
        .toList();
  }

  private static List<Run> inTurns(List<Run> oneTurn, int jdks, int forks) {
    List<Run> all = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, jdks).boxed().toList());
      if (fork % 2 == 1) {
        Collections.reverse(order);
      }
      for (int jdk : order) {
        oneTurn.forEach(run -> all.add(new Run(jdk, run.column, run.arguments)));
      }
    }
    return all;
  }

  /**
   * With profilers as JMH knows them.
   *
   * @param folder where a profiler's own files go
   */
  public static JmhArguments resolved(JmhArguments arguments, Path folder) throws IOException {
    List<JmhArguments.Option> options = new ArrayList<>();
    for (JmhArguments.Option option : arguments.options()) {
      options.add(
          option.name().equals("prof")
              ? new JmhArguments.Option("prof", Profilers.resolved(option.value(), folder))
              : option);
    }
    return new JmhArguments(options, arguments.patterns());
  }
}
