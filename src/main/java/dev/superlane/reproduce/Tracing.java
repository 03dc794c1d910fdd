package dev.superlane.reproduce;

import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.fit.SeedInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From every number of the figures to the run folders behind it: results.json. */
final class Tracing {
  private Tracing() {}

  static Map<String, Object> of(Measured measured) {
    Recipe recipe = measured.recipe();
    List<Map<String, Object>> settings = new ArrayList<>();
    for (Setting setting : recipe.sequential()) {
      Map<String, Object> entry = entry(measured, setting, measured.sequential(setting));
      entry.put("theory_exponent", measurement(measured.theoryExponent(setting)));
      settings.add(entry);
    }
    List<Setting> bottlenecks = new ArrayList<>(recipe.settings());
    bottlenecks.removeAll(recipe.sequential());
    for (Setting setting : bottlenecks) {
      settings.add(entry(measured, setting, measured.late(setting)));
    }
    for (int i = 0; i < recipe.superposition().size(); i++) {
      Acceleration acceleration = measured.accelerations().get(i);
      Map<String, Object> entry = settings.get(recipe.sequential().size() + i);
      entry.put("exponent_over_gamma", values(acceleration.overGamma()));
      entry.put("exponent_over_sequential_in_window", values(acceleration.overSequential()));
      entry.put("steps_to_equal_loss_ratio", values(acceleration.steps()));
    }
    return Map.of("settings", settings);
  }

  private static Map<String, Object> entry(Measured measured, Setting setting, Estimate estimate) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("setting", setting.id());
    entry.put("options", setting.options());
    double gamma = setting.gamma();
    entry.put("gamma", Double.isNaN(gamma) ? null : gamma);
    entry.put("median", Double.isNaN(estimate.median()) ? null : estimate.median());
    entry.put("mean", estimate.interval().map(SeedInterval::mean).orElse(null));
    entry.put("interval", estimate.interval().map(i -> List.of(i.low(), i.high())).orElse(null));
    entry.put("refused", estimate.refusal().orElse(null));
    List<Object> runs = new ArrayList<>();
    for (int i = 0; i < setting.seeds().size(); i++) {
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("seed", setting.seeds().get(i));
      run.put("folder", measured.runs(setting).get(i).folder());
      run.putAll(measurement(estimate.bySeed().get(i)));
      runs.add(run);
    }
    entry.put("runs", runs);
    return entry;
  }

  private static Map<String, Object> measurement(Measurement measurement) {
    Map<String, Object> values = new LinkedHashMap<>();
    switch (measurement) {
      case Exponent e -> {
        values.put("exponent", e.law().exponent());
        values.put("floor", e.law().floor());
        values.put("window", List.of(e.from(), e.to()));
      }
      case NoPowerLaw none -> values.put("no_power_law", none.reason());
    }
    return values;
  }

  /** null for NaN, which JSON has not. */
  private static List<Double> values(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(Double.isFinite(value) ? (Double) value : null);
    }
    return list;
  }
}
