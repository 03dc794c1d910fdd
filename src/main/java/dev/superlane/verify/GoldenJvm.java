package dev.superlane.verify;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.machine.ChildJvm;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the golden trajectories of its own JVM. A line says what the JVM is, then each variant has
 * a line and the lines of {@link Golden#line} after it; golden.txt are the latter.
 */
public final class GoldenJvm {
  /** What an interpreter can evaluate: the wide students' losses are left out. */
  private static final int NARROW = 64;

  private static final String DESCRIPTION = "jvm: ";
  private static final String VARIANT = "variant: ";

  private GoldenJvm() {}

  /** Kernels and threads. */
  record Variant(String kernels, int threads) {
    static Variant parse(String word) {
      String[] parts = word.split("/");
      return new Variant(parts[0], Integer.parseInt(parts[1]));
    }

    String word() {
      return kernels + "/" + threads;
    }

    private Subject subject() {
      for (Kernels known : List.of(ScalarKernels.INSTANCE, VectorKernels.INSTANCE)) {
        if (known.label().equals(kernels)) {
          return new Subject(known, threads);
        }
      }
      throw new IllegalArgumentException("no kernels are called " + kernels);
    }
  }

  /**
   * @param args {@code narrow} if only narrow students' losses are wanted, then variants such as
   *     {@code vector/2}
   */
  public static void main(String[] args) {
    int features = Integer.MAX_VALUE;
    List<String> lines = new ArrayList<>();
    for (String word : args) {
      if (word.equals("narrow")) {
        features = NARROW;
        continue;
      }
      lines.add(VARIANT + word);
      for (Route route : Route.all()) {
        List<String> bits = Golden.bits(route, Variant.parse(word).subject(), features);
        lines.add(Golden.line(route.name(), bits));
      }
    }
    // Last, when it is known what has been compiled.
    System.out.println(DESCRIPTION + JvmFlavour.running());
    lines.forEach(System.out::println);
  }

  /**
   * How many steps and losses of a JVM of that kind differ from the stored ones.
   *
   * @throws IllegalStateException if the JVM did not do its work, or was of another kind
   */
  static int differing(JvmFlavour flavour, List<Variant> variants) throws Exception {
    List<String> arguments = new ArrayList<>();
    if (flavour.tier() == JvmFlavour.Tier.INTERPRETED) {
      arguments.add("narrow");
    }
    variants.forEach(variant -> arguments.add(variant.word()));
    Process jvm =
        new ProcessBuilder(ChildJvm.command(flavour.options(), GoldenJvm.class, arguments))
            .redirectErrorStream(true)
            .start();
    List<String> lines = jvm.inputReader().lines().toList();
    int exit = jvm.waitFor();
    int description = lines.indexOf(DESCRIPTION + flavour.description());
    if (exit != 0 || description < 0) {
      throw new IllegalStateException(
          "the JVM with %s ended with exit code %d and said: %s"
              .formatted(
                  String.join(" ", flavour.options()), exit, lines.isEmpty() ? "" : said(lines)));
    }
    return differing(lines.subList(description + 1, lines.size()), variants.size());
  }

  private static String said(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(DESCRIPTION))
        .findFirst()
        .orElse(lines.getLast());
  }

  /** The same from the lines after the description. */
  static int differing(List<String> lines, int variants) {
    List<Route> routes = Route.all();
    int block = routes.size() + 1;
    if (lines.size() != variants * block) {
      throw new IllegalStateException(
          "%d lines came, not %d".formatted(lines.size(), variants * block));
    }
    int differing = 0;
    var stored = Golden.stored();
    for (int v = 0; v < variants; v++) {
      var found = Golden.parse(String.join("\n", lines.subList(v * block + 1, (v + 1) * block)));
      for (Route route : routes) {
        differing += Golden.differing(stored.get(route.name()), found.get(route.name()));
      }
    }
    return differing;
  }
}
