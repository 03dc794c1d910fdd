package dev.superlane.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of a benchmark's methods: the kernels behind it. */
public enum KernelKind {
  VECTOR("vector", "vector"),
  SCALAR("scalar", "scalar"),
  /** Without C2's auto-vectorisation, by the benchmark's own -XX:-UseSuperWord. */
  SCALAR_NOVEC("scalar-novec", "scalarNoSuperWord");

  private final String label;
  private final String method;

  KernelKind(String label, String method) {
    this.label = label;
    this.method = method;
  }

  /**
   * @throws IllegalArgumentException one sentence that names --kernels
   */
  static KernelKind of(String typed) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equalsIgnoreCase(typed))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--kernels is %s, allowed are vector, scalar and scalar-novec, with commas between them"
                    .formatted(typed.isBlank() ? "'" + typed + "'" : typed)));
  }

  /** As it is typed. */
  public String label() {
    return label;
  }

  /** The kind of a benchmark's method; empty if it has none. */
  static Optional<KernelKind> ofBenchmark(String name) {
    return Arrays.stream(values()).filter(kind -> name.endsWith("." + kind.method)).findFirst();
  }

  /**
   * What JMH's -e leaves out so that these alone remain of the benchmarks that have kinds; a
   * pattern that matches nothing if these are all.
   */
  static String allBut(List<KernelKind> kinds) {
    return Arrays.stream(values())
        .filter(kind -> !kinds.contains(kind))
        .map(kind -> kind.method)
        .collect(Collectors.joining("|", "\\.(", ")$"));
  }
}
