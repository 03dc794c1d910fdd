package dev.superlane.reproduce;

import dev.superlane.figure.Heatmaps;
import dev.superlane.figure.Heatmaps.Cell;
import dev.superlane.figure.Heatmaps.Colours;
import dev.superlane.figure.Heatmaps.Table;
import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.fit.SeedInterval;
import dev.superlane.reproduce.Figures.Captioned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Exponents in the grid's own shape, coloured by their distance from 1. */
final class Tables {
  private static final String A = "data exponent *a*";
  private static final String B = "channel exponent *b*";
  private static final Colours EXPONENTS = new Colours(false, 0, 1, 2);
  private static final int LINE = 22;
  private static final int LINES = 3;

  private final Measured measured;
  private final Recipe recipe;

  Tables(Measured measured) {
    this.measured = measured;
    recipe = measured.recipe();
  }

  Captioned sequential() {
    List<Setting> settings = recipe.sequential();
    return new Captioned(
        "sequential-exponents",
        "Exponents without superposition in steps %s to %s: %s; of the exact theory by the same rule; and asymptotic."
            .formatted(
                Numbers.plain(recipe.window()[0]),
                Numbers.plain(recipe.window()[1]),
                Figures.over(settings)),
        exponents(
            "Exponents without superposition",
            List.of(
                grid("measured", i -> estimate(measured.sequential(settings.get(i)))),
                grid("exact theory, *N* = " + features(settings), i -> theory(settings.get(i))),
                asymptotic())));
  }

  Captioned superposition() {
    List<Setting> settings = recipe.superposition();
    return new Captioned(
        "superposition-exponents",
        "Late exponents with superposition, N = %s, K = %d, %s; beside them those without, measured in steps %s to %s, and asymptotic."
            .formatted(
                features(settings),
                settings.getFirst().config().width(),
                Figures.over(settings),
                Numbers.plain(recipe.window()[0]),
                Numbers.plain(recipe.window()[1])),
        exponents(
            "Exponents with superposition",
            List.of(
                grid("with superposition", i -> estimate(measured.late(settings.get(i)))),
                grid("without", i -> estimate(measured.sequential(recipe.sequential().get(i)))),
                asymptotic())));
  }

  Captioned acceleration() {
    List<Acceleration> all = measured.accelerations();
    return new Captioned(
        "acceleration",
        "Exponent with superposition over γ, and over that without superposition in the same window; steps that the exact theory without superposition takes to the loss at the window's end, over those with. %s."
            .formatted(Figures.over(recipe.superposition())),
        new Heatmaps(
            "Acceleration by superposition",
            A,
            names(recipe.dataExponents()),
            B,
            names(recipe.channelExponents()),
            List.of(
                grid(
                    "*α*/*γ*",
                    i ->
                        ratio(
                            all.get(i).overGamma(),
                            measured.late(recipe.superposition().get(i)).refusal().orElse(""))),
                grid(
                    "*α* over *α* without, same steps",
                    i -> ratio(all.get(i).overSequential(), all.get(i).refusal())),
                grid("steps to equal loss, ratio", i -> ratio(all.get(i).steps(), "diverged"))),
            "ratio",
            new Colours(true, 0.1, 1, 10)));
  }

  Captioned robustness() {
    List<String> names = new ArrayList<>(List.of("as in the grid"));
    List<List<Cell>> rows = new ArrayList<>();
    Recipe.Variation any = recipe.variations().getFirst();
    double a = recipe.variedDataExponent();
    rows.add(row(recipe.superposition().stream().filter(s -> s.dataExponent() == a).toList()));
    for (Recipe.Variation variation : recipe.variations()) {
      names.add(variation.name());
      rows.add(row(variation.settings()));
    }
    return new Captioned(
        "robustness",
        "Late exponents at a = %s where one thing is changed, %s."
            .formatted(Numbers.plain(a), Figures.over(any.settings())),
        new Heatmaps(
            "Robustness",
            B,
            names(recipe.channelExponents()),
            "",
            names,
            List.of(new Table("", rows)),
            "exponent *α*",
            EXPONENTS));
  }

  private List<Cell> row(List<Setting> settings) {
    return settings.stream().map(setting -> estimate(measured.late(setting))).toList();
  }

  private Heatmaps exponents(String title, List<Table> tables) {
    return new Heatmaps(
        title,
        A,
        names(recipe.dataExponents()),
        B,
        names(recipe.channelExponents()),
        tables,
        "exponent *α*",
        EXPONENTS);
  }

  private Table asymptotic() {
    return grid(
        "*γ* = (*a* + 2*b* \u2212 1)/*a*",
        i -> {
          double gamma = recipe.sequential().get(i).gamma();
          return new Cell(gamma, List.of(Numbers.fixed(gamma)));
        });
  }

  private Table grid(String title, IntFunction<Cell> cell) {
    int columns = recipe.dataExponents().size();
    List<List<Cell>> rows = new ArrayList<>();
    for (int row = 0; row < recipe.channelExponents().size(); row++) {
      List<Cell> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        cells.add(cell.apply(row * columns + column));
      }
      rows.add(cells);
    }
    return new Table(title, rows);
  }

  private static List<String> names(List<Double> values) {
    return values.stream().map(Numbers::plain).toList();
  }

  private static String features(List<Setting> settings) {
    return Integer.toString(settings.getFirst().config().features());
  }

  private Cell theory(Setting setting) {
    return switch (measured.theoryExponent(setting)) {
      case Exponent e -> new Cell(e.law().exponent(), List.of(Numbers.fixed(e.law().exponent())));
      case NoPowerLaw none -> refused(none.reason());
    };
  }

  static Cell estimate(Estimate estimate) {
    if (!estimate.holds()) {
      return refused(estimate.refusal().orElse(""));
    }
    List<String> lines = new ArrayList<>(List.of(Numbers.fixed(estimate.median())));
    estimate.interval().map(Tables::ends).ifPresent(lines::add);
    if (estimate.refusal().isPresent()) {
      long refused = Arrays.stream(estimate.exponents()).filter(Double::isNaN).count();
      lines.add("%d of %d seeds none".formatted(refused, estimate.bySeed().size()));
    }
    return new Cell(estimate.median(), lines);
  }

  private static Cell ratio(double[] bySeed, String reason) {
    double[] values = Estimate.finite(bySeed);
    if (2 * values.length <= bySeed.length) {
      return refused(reason);
    }
    double median = Estimate.median(values);
    List<String> lines = new ArrayList<>(List.of(Numbers.fixed(median)));
    Estimate.interval(values).map(Tables::ends).ifPresent(lines::add);
    return new Cell(median, lines);
  }

  private static String ends(SeedInterval interval) {
    return "%s \u2026 %s".formatted(Numbers.fixed(interval.low()), Numbers.fixed(interval.high()));
  }

  /** The reason in short lines; all of it stands in results.json. */
  private static Cell refused(String reason) {
    List<String> lines = new ArrayList<>(List.of("no power law"));
    StringBuilder line = new StringBuilder();
    for (String word : reason.split(" ")) {
      if (line.length() + 1 + word.length() > LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return new Cell(
        Double.NaN,
        lines.size() <= LINES
            ? lines
            : List.of(lines.get(0), lines.get(1), lines.get(2) + " \u2026"));
  }
}
