package dev.superlane.reproduce;

import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.SeedInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the abstract says of training without superposition, held against what was measured. */
final class SequentialClaims {
  private static final double THEORY_TOLERANCE = 0.05;

  private static final String FIRST =
      "We first derive an analytic theory for training without superposition, establishing that the"
          + " power-law training exponent depends on both the input data statistics and channel"
          + " importance.";
  private final Measured measured;
  private final Recipe recipe;

  private SequentialClaims(Measured measured) {
    this.measured = measured;
    recipe = measured.recipe();
  }

  static List<Claim> of(Measured measured) {
    SequentialClaims claims = new SequentialClaims(measured);
    return List.of(claims.theory(), claims.data(), claims.channels());
  }

  private Claim theory() {
    String asked =
        "Exponent of trained students without superposition minus that of the exact theory, both in"
            + " steps %s to %s: the cell that is furthest off, within ±%s"
                .formatted(
                    Numbers.plain(recipe.window()[0]),
                    Numbers.plain(recipe.window()[1]),
                    THEORY_TOLERANCE);
    SeedInterval worst = null;
    String where = "";
    List<String> without = new ArrayList<>();
    for (Setting setting : recipe.sequential()) {
      Optional<SeedInterval> difference =
          measured.theoryExponent(setting) instanceof Exponent theory
              ? Estimate.interval(
                  Arrays.stream(measured.sequential(setting).exponents())
                      .map(alpha -> alpha - theory.law().exponent())
                      .toArray())
              : Optional.empty();
      if (difference.isEmpty()) {
        without.add(Claims.name(setting));
      } else if (worst == null || distance(difference.get()) > distance(worst)) {
        worst = difference.get();
        where = Claims.name(setting);
      }
    }
    String missing = without.isEmpty() ? "" : "; no power law in " + String.join("; ", without);
    return claim(
        asked,
        worst == null ? "nothing" + missing : Numbers.interval(worst) + " at " + where + missing,
        worst == null ? Verdict.DOES_NOT_HOLD : Verdict.near(worst, 0, THEORY_TOLERANCE),
        recipe.sequential());
  }

  private static double distance(SeedInterval interval) {
    return Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
  }

  private Claim data() {
    int columns = recipe.dataExponents().size();
    return difference(
        "depends on the data",
        recipe.sequential().getFirst(),
        recipe.sequential().get(columns - 1));
  }

  private Claim channels() {
    int columns = recipe.dataExponents().size();
    int middle = columns / 2;
    int rows = recipe.channelExponents().size();
    return difference(
        "depends on the channels",
        recipe.sequential().get(middle),
        recipe.sequential().get((rows - 1) * columns + middle));
  }

  private Claim difference(String what, Setting from, Setting to) {
    double[] first = measured.sequential(from).exponents();
    double[] second = measured.sequential(to).exponents();
    Optional<SeedInterval> change =
        Estimate.interval(
            IntStream.range(0, first.length)
                .mapToDouble(seed -> second[seed] - first[seed])
                .toArray());
    return claim(
        "The exponent without superposition %s: it changes from (%s) to (%s)"
            .formatted(what, Claims.name(from), Claims.name(to)),
        change.map(c -> "by " + Numbers.interval(c)).orElse("no power law in one of them")
            + "; asymptotically γ changes by "
            + Numbers.fixed(to.gamma() - from.gamma()),
        change.isPresent() && (change.get().low() > 0 || change.get().high() < 0)
            ? Verdict.HOLDS
            : Verdict.DOES_NOT_HOLD,
        List.of(from, to));
  }

  private Claim claim(String asked, String figures, Verdict verdict, List<Setting> settings) {
    return new Claim(FIRST, asked, figures, verdict, false, measured.folders(settings));
  }
}
