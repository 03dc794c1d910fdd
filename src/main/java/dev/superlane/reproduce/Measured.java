package dev.superlane.reproduce;

import dev.superlane.fit.LossCurve;
import dev.superlane.fit.LossExponent;
import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.model.Problem;
import dev.superlane.theory.IdentityTrajectory;
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
        id -> {
          Problem problem = sequential.config().problem(runs(sequential).getFirst().learningRate());
          double[] importance = new double[problem.importance().length];
          for (int i = 0; i < importance.length; i++) {
            importance[i] = problem.importance()[i];
          }
          return new IdentityTrajectory(
              problem.spectrum().probabilities(), importance, problem.learningRate());
        });
  }

  /** The folders of a setting's runs. */
  List<String> folders(List<Setting> settings) {
    List<String> folders = new ArrayList<>();
    settings.forEach(setting -> runs(setting).forEach(run -> folders.add(run.folder())));
    return folders;
  }
}
