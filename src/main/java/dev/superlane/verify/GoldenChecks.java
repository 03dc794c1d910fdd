package dev.superlane.verify;

import dev.superlane.kernel.ScalarKernels;
import dev.superlane.verify.GoldenJvm.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ten steps against their stored bits. Measured is the number of steps and losses that differ. */
final class GoldenChecks {
  private static final String ORIGIN =
      "steps and losses that differ; the bits contract allows none";

  private GoldenChecks() {}

  /** In the running JVM, a row a mode and path. */
  static List<Check> here(Subject subject) {
    return Route.all().stream()
        .map(route ->
            new Check(
                route.name(),
                0,
                ORIGIN,
                () ->
                    Golden.differing(
                        Golden.stored().get(route.name()), Golden.bits(route, subject))))
        .toList();
  }

  /** A row a JVM; all modes and paths in each. */
  static Group inFreshJvms(String heading, Subject subject) {
    List<Check> checks = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (JvmFlavour flavour : JvmFlavour.all()) {
      if (flavour.lacking().isPresent()) {
        leftOut.add(flavour.label() + ": " + flavour.lacking().get());
        continue;
      }
      List<Variant> variants = variants(flavour, subject.kernels().label());
      checks.add(
          new Check(
              "%s: %s".formatted(flavour.label(), words(variants)),
              0,
              ORIGIN,
              () -> GoldenJvm.differing(flavour, variants)));
    }
    return new Group(heading, checks, leftOut);
  }

  /** Both kernels on 1, 2 and 3 threads; interpreted vectors are objects, slow enough on 3. */
  static List<Variant> variants(JvmFlavour flavour, String kernels) {
    String scalar = ScalarKernels.INSTANCE.label();
    Stream<Variant> variants = threads(scalar, 1);
    if (!kernels.equals(scalar)) {
      boolean interpreted = flavour.tier() == JvmFlavour.Tier.INTERPRETED;
      variants = Stream.concat(variants, threads(kernels, interpreted ? 3 : 1));
    }
    return variants.toList();
  }

  private static Stream<Variant> threads(String kernels, int from) {
    return IntStream.rangeClosed(from, 3).mapToObj(threads -> new Variant(kernels, threads));
  }

  /** As in "scalar kernels on 1, 2, 3 threads, vector on 3". */
  private static String words(List<Variant> variants) {
    Map<String, String> threads = new LinkedHashMap<>();
    variants.forEach(v -> threads.merge(v.kernels(), "" + v.threads(), (a, b) -> a + ", " + b));
    return threads.entrySet().stream()
        .map(kind -> kind.getKey() + " kernels on " + kind.getValue() + " threads")
        .collect(Collectors.joining(", "));
  }
}
