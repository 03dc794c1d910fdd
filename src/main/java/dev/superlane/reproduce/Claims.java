package dev.superlane.reproduce;

import dev.superlane.fit.SeedInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The abstract's sentences, held against what was measured; those without superposition are {@link
 * SequentialClaims}.
 */
public final class Claims {
  /** N from which the targets are stated; a smaller grid shows them badly. */
  private static final int TARGET_FEATURES = 2048;

  private static final double MEAN_TOLERANCE = 0.1;
  private static final double MOST_DEVIATION = 0.15;
  private static final double ACCELERATION = 8;
  private static final double ROBUST_TOLERANCE = 0.3;

  private static final String SECOND =
      "Remarkably, we discover that a superposition bottleneck induces a transition to a universal"
          + " power-law exponent of ~1, independent of data and channel statistics.";
  private static final String THIRD =
      "This one over time training with superposition represents an up to tenfold acceleration"
          + " compared to the purely sequential learning that takes place in the absence of"
          + " superposition.";

  private final Measured measured;
  private final Recipe recipe;
  private final boolean targets;

  private Claims(Measured measured) {
    this.measured = measured;
    recipe = measured.recipe();
    targets = recipe.features() >= TARGET_FEATURES;
  }

  public static List<Claim> of(Measured measured) {
    Claims claims = new Claims(measured);
    List<Claim> all = new ArrayList<>(SequentialClaims.of(measured));
    all.add(claims.transition());
    all.addAll(claims.universal());
    all.addAll(claims.acceleration());
    if (!measured.recipe().variations().isEmpty()) {
      all.add(claims.robust());
    }
    return all;
  }

  /** a and b of a setting. */
  static String name(Setting setting) {
    String b = "b = " + Numbers.plain(setting.channelExponent());
    return Double.isNaN(setting.dataExponent())
        ? b
        : "a = %s, %s".formatted(Numbers.plain(setting.dataExponent()), b);
  }

  /** Two curves of different γ: how far apart their exponents are at each K/N, and without. */
  private Claim transition() {
    List<Setting> first = recipe.transition().getFirst();
    List<Setting> second = recipe.transition().getLast();
    Optional<SeedInterval> without =
        gap(
            measured.sequential(sequential(first.getFirst())),
            measured.sequential(sequential(second.getFirst())));
    List<String> gaps = new ArrayList<>();
    int smaller = 0;
    int bottlenecks = 0;
    for (int i = first.size() - 1; i >= 0; i--) {
      Optional<SeedInterval> gap = gap(measured.late(first.get(i)), measured.late(second.get(i)));
      long share = Math.round(1 / first.get(i).widthShare());
      gaps.add(
          (share == 1 ? "K = N: " : "K = N/" + share + ": ")
              + gap.map(Numbers::interval).orElse("no power law"));
      if (share > 1) {
        bottlenecks++;
        smaller +=
            gap.isPresent() && without.isPresent() && gap.get().high() < without.get().low()
                ? 1
                : 0;
      }
    }
    List<Setting> settings = new ArrayList<>(first);
    settings.addAll(second);
    return claim(
        SECOND,
        "Difference of exponents between (%s) and (%s), whose γ differ by %s: smaller with a bottleneck than without superposition"
            .formatted(
                name(first.getFirst()),
                name(second.getFirst()),
                Numbers.fixed(Math.abs(second.getFirst().gamma() - first.getFirst().gamma()))),
        "without: %s; %s"
            .formatted(
                without.map(Numbers::interval).orElse("no power law"), String.join("; ", gaps)),
        Verdict.count(smaller, bottlenecks, "widths"),
        false,
        settings);
  }

  /** The student without superposition of the same a and b. */
  private Setting sequential(Setting bottleneck) {
    return recipe.sequential().stream()
        .filter(s -> s.dataExponent() == bottleneck.dataExponent())
        .filter(s -> s.channelExponent() == bottleneck.channelExponent())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<SeedInterval> gap(Estimate first, Estimate second) {
    double[] one = first.exponents();
    double[] other = second.exponents();
    return Estimate.interval(
        IntStream.range(0, one.length)
            .mapToDouble(seed -> Math.abs(one[seed] - other[seed]))
            .toArray());
  }

  private List<Claim> universal() {
    Grid grid = Grid.late(measured, recipe.superposition());
    double[] gammas = recipe.superposition().stream().mapToDouble(Setting::gamma).toArray();
    String refused =
        grid.refusals().isEmpty() ? "" : "; no power law: " + String.join("; ", grid.refusals());
    Optional<SeedInterval> mean = grid.interval(Grid::mean);
    Optional<SeedInterval> deviation = grid.interval(Grid::deviation);
    return List.of(
        claim(
            SECOND,
            "Exponent with superposition, mean over the grid of a and b (γ's own is %s): 1 ± %s"
                .formatted(Numbers.fixed(Grid.mean(gammas)), MEAN_TOLERANCE),
            mean.map(Numbers::interval).orElse("no seed has an exponent in every cell") + refused,
            verdict(mean.map(m -> Verdict.near(m, 1, MEAN_TOLERANCE)), grid),
            targets,
            recipe.superposition()),
        claim(
            SECOND,
            "Its standard deviation over the cells (γ's own is %s): at most %s"
                .formatted(Numbers.fixed(Grid.deviation(gammas)), MOST_DEVIATION),
            deviation
                    .map(d -> Numbers.interval(d) + windows(grid))
                    .orElse("no seed has an exponent in every cell")
                + refused,
            verdict(deviation.map(d -> Verdict.atMost(d, MOST_DEVIATION)), grid),
            targets,
            recipe.superposition()));
  }

  /** How much of the spread is that windows lie early in some cells and late in others. */
  private static String windows(Grid grid) {
    return grid.interval(Grid::slope)
        .map(slope ->
            "; the exponent changes by %s where its window lies ten times later (figure windows); about that line the deviation is %s"
                .formatted(
                    Numbers.interval(slope),
                    Numbers.interval(grid.interval(Grid::deviationAboutLine).orElseThrow())))
        .orElse("");
  }

  /** What some cells leave open is not shown by the others. */
  private static Verdict verdict(Optional<Verdict> verdict, Grid grid) {
    boolean open =
        Arrays.stream(grid.exponents())
            .anyMatch(cell -> 2 * Estimate.finite(cell).length <= cell.length);
    return open ? Verdict.DOES_NOT_HOLD : verdict.orElse(Verdict.DOES_NOT_HOLD);
  }

  private List<Claim> acceleration() {
    Setting slowest = recipe.superposition().getFirst();
    Estimate estimate = measured.late(slowest);
    double gamma = slowest.gamma();
    Optional<SeedInterval> ratio =
        estimate
            .interval()
            .map(i -> new SeedInterval(i.mean() / gamma, i.low() / gamma, i.high() / gamma));
    int faster = 0;
    List<Acceleration> accelerations = measured.accelerations();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Acceleration acceleration : accelerations) {
      double[] steps = Estimate.finite(acceleration.steps());
      if (steps.length > 0) {
        double median = Estimate.median(steps);
        least = Math.min(least, median);
        most = Math.max(most, median);
        faster += Estimate.interval(steps).filter(s -> s.low() > 1).isPresent() ? 1 : 0;
      }
    }
    String same =
        Estimate.interval(accelerations.getFirst().overSequential())
            .map(i ->
                "; over the exponent without superposition in the same window "
                    + Numbers.interval(i))
            .orElse(
                "; without superposition the same window has no power law: "
                    + accelerations.getFirst().refusal());
    return List.of(
        claim(
            THIRD,
            "Exponent with superposition over γ = %s at %s: at least %s"
                .formatted(Numbers.fixed(gamma), name(slowest), Numbers.plain(ACCELERATION)),
            ratio.map(Numbers::interval).orElse("no power law: " + estimate.refusal().orElse(""))
                + same,
            ratio.map(r -> Verdict.atLeast(r, ACCELERATION)).orElse(Verdict.DOES_NOT_HOLD),
            targets,
            List.of(slowest)),
        claim(
            THIRD,
            "Steps that the exact theory without superposition takes to the loss at the end of the"
                + " window, over the steps with superposition: above 1",
            "medians of the cells from %s to %s"
                .formatted(Numbers.fixed(least), Numbers.fixed(most)),
            Verdict.count(faster, accelerations.size(), "cells"),
            false,
            recipe.superposition()));
  }

  private Claim robust() {
    int holding = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    List<String> outside = new ArrayList<>();
    List<Setting> all = new ArrayList<>();
    for (Recipe.Variation variation : recipe.variations()) {
      all.addAll(variation.settings());
      Grid grid = Grid.late(measured, variation.settings());
      Optional<SeedInterval> mean = grid.interval(Grid::mean);
      if (mean.isPresent()) {
        low = Math.min(low, mean.get().mean());
        high = Math.max(high, mean.get().mean());
      }
      if (mean.isPresent()
          && Verdict.near(mean.get(), 1, ROBUST_TOLERANCE).kind() == Verdict.Kind.HOLDS) {
        holding++;
      } else {
        outside.add(variation.name());
      }
    }
    return claim(
        "Our finding that superposition leads to rapid training with a data-independent power law"
            + " exponent may have important implications.",
        "Mean exponent over b with another spectrum, density, embedding, batch, learning rate"
            + " or ingredient: 1 ± "
            + ROBUST_TOLERANCE,
        "means from %s to %s%s"
            .formatted(
                Numbers.fixed(low),
                Numbers.fixed(high),
                outside.isEmpty() ? "" : "; not " + String.join(", ", outside)),
        Verdict.count(holding, recipe.variations().size(), "variations"),
        false,
        all);
  }

  private Claim claim(
      String sentence,
      String asked,
      String figures,
      Verdict verdict,
      boolean target,
      List<Setting> settings) {
    return new Claim(sentence, asked, figures, verdict, target, measured.folders(settings));
  }
}
