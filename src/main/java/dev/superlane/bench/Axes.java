package dev.superlane.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the same benchmarks are run over; an empty list is no axis.
 *
 * @param jdks never empty
 */
public record Axes(
    List<Jdk> jdks, List<Width> widths, List<KernelKind> kernels, List<Integer> threads) {

  /**
   * From what was typed, null where nothing was.
   *
   * @throws IllegalArgumentException one sentence that names the option, the value and what is
   *     allowed
   */
  public static Axes of(List<String> jdks, String widths, String kernels, String threads) {
    return new Axes(
        jdks == null ? List.of(Jdk.running()) : jdks.stream().map(Jdk::at).toList(),
        list("--widths", widths, Width::of),
        list("--kernels", kernels, KernelKind::of),
        threads == null ? List.of() : threads(threads));
  }

  private static <T> List<T> list(String option, String typed, Function<String, T> of) {
    List<T> values =
        typed == null ? List.of() : Arrays.stream(typed.split(",", -1)).map(of).toList();
    requireDifferent(option, typed, values);
    return values;
  }

  private static void requireDifferent(String option, String typed, List<?> values) {
    if (Set.copyOf(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "%s is %s, which names one twice: allowed is each once".formatted(option, typed));
    }
  }

  /** Numbers with commas, or a range with .., whose end may be all. */
  private static List<Integer> threads(String typed) {
    List<Integer> counts = new ArrayList<>();
    for (String part : typed.split(",", -1)) {
      String[] ends = part.split("\\.\\.", -1);
      int from = count(ends[0], typed);
      int to = ends.length == 2 ? count(ends[1], typed) : from;
      if (ends.length > 2 || to < from) {
        throw refusal(typed);
      }
      IntStream.rangeClosed(from, to).forEach(counts::add);
    }
    requireDifferent("--threads", typed, counts);
    return counts;
  }

  private static int count(String word, String typed) {
    if (word.equals("all")) {
      return cores();
    }
    if (!word.matches("[1-9]\\d{0,4}") || Integer.parseInt(word) > cores()) {
      throw refusal(typed);
    }
    return Integer.parseInt(word);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static IllegalArgumentException refusal(String typed) {
    return new IllegalArgumentException(
        "--threads is %s, allowed are 1 to %d, the cores here, with commas, or a range such as 1..all"
            .formatted(typed.isBlank() ? "'" + typed + "'" : typed, cores()));
  }
}
