package dev.superlane.reproduce;

import dev.superlane.fit.LossCurve;
import dev.superlane.fit.LossExponent;
import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.theory.IdentityTrajectory;
import dev.superlane.train.SequentialTheory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All trainings of a recipe, and what the one rule says of them. */
public final class Measured {
  private final Recipe recipe;
  private final Map<String, List<Run>> runs;
  private final Map<String, IdentityTrajectory> theories = new HashMap<>();
  private final Map<String, Estimate> estimates = new HashMap<>();
  private final List<Acceleration> accelerations = new ArrayList<>();

  /**
   * @param runs by the id of their setting, in the order of its seeds
   */
  public Measured(Recipe recipe, Map<String, List<Run>> runs) {
    this.recipe = recipe;
    this.runs = Map.copyOf(runs);
  }

  Recipe recipe() {
    return recipe;
  }

  List<Run> runs(Setting setting) {
    return runs.get(setting.id());
  }

  /** The exponents of a bottleneck. */
  Estimate late(Setting setting) {
    return estimates.computeIfAbsent(
        setting.id(),
        id ->
            new Estimate(
                runs(setting).stream()
                    .map(run -> measured(run, () -> LossExponent.of(run.curve())))
                    .toList()));
  }

  /** The exponents without superposition, in the recipe's window. */
  Estimate sequential(Setting setting) {
    return new Estimate(runs(setting).stream().map(run -> inWindow(run, recipe.window())).toList());
  }

  Measurement inWindow(Run run, double... window) {
    return measured(run, () -> within(run.curve(), window));
  }

  private static Measurement measured(Run run, Supplier<Measurement> measurement) {
    return run.failure().<Measurement>map(NoPowerLaw::new).orElseGet(measurement);
  }

  /** The exponent of the exact theory without superposition, in the same window. */
  Measurement theoryExponent(Setting sequential) {
    double[] steps = runs(sequential).getFirst().curve().steps();
    double[] losses = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      losses[i] = theory(sequential).loss((long) steps[i]);
    }
    return within(new LossCurve(steps, losses), recipe.window());
  }

  private static Measurement within(LossCurve curve, double[] window) {
    return LossExponent.within(curve, window[0], window[1]);
  }

  /** The exact theory of the population gradient without superposition. */
  IdentityTrajectory theory(Setting sequential) {
    return theories.computeIfAbsent(
        sequential.id(),
        id ->
            SequentialTheory.exactTrajectory(
                sequential.config().problem(runs(sequential).getFirst().learningRate())));
  }

  /** How much faster each cell of the grid learns with superposition. */
  List<Acceleration> accelerations() {
    if (accelerations.isEmpty()) {
      for (int i = 0; i < recipe.superposition().size(); i++) {
        Setting superposition = recipe.superposition().get(i);
        accelerations.add(Acceleration.of(this, superposition, recipe.sequential().get(i)));
      }
    }
    return accelerations;
  }

  /** The folders of a setting's runs. */
  List<String> folders(List<Setting> settings) {
    List<String> folders = new ArrayList<>();
    settings.forEach(setting -> runs(setting).forEach(run -> folders.add(run.folder())));
    return folders;
  }
}
