package dev.superlane.reproduce;

import dev.superlane.fit.SeedInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Exponents of a grid's cells, seed by seed: the seeds are the repetitions, so that an interval of
 * a mean or a spread over cells is one over seeds.
 *
 * @param exponents [cell][seed], NaN where the rule refuses one
 * @param windows [cell][seed], the middle steps of their windows
 * @param refusals of cells with one, each with the cell's name
 */
record Grid(double[][] exponents, double[][] windows, List<String> refusals) {
  static Grid late(Measured measured, List<Setting> settings) {
    List<String> refusals = new ArrayList<>();
    double[][] exponents = new double[settings.size()][];
    double[][] windows = new double[settings.size()][];
    for (int i = 0; i < exponents.length; i++) {
      Setting setting = settings.get(i);
      Estimate estimate = measured.late(setting);
      exponents[i] = estimate.exponents();
      windows[i] = estimate.windows();
      String name = Claims.name(setting);
      estimate.refusal().ifPresent(reason -> refusals.add(name + ", " + reason));
    }
    return new Grid(exponents, windows, refusals);
  }

  /** Of a number of all cells, over the seeds that have an exponent in every cell. */
  Optional<SeedInterval> interval(ToDoubleFunction<double[]> number) {
    return interval((exponents, windows) -> number.applyAsDouble(exponents));
  }

  /** The same of exponents and windows. */
  Optional<SeedInterval> interval(ToDoubleBiFunction<double[], double[]> number) {
    List<Double> values = new ArrayList<>();
    for (int seed = 0; seed < exponents[0].length; seed++) {
      double[] cells = new double[exponents.length];
      double[] middles = new double[exponents.length];
      boolean complete = true;
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = exponents[cell][seed];
        middles[cell] = windows[cell][seed];
        complete &= Double.isFinite(cells[cell]);
      }
      if (complete) {
        values.add(number.applyAsDouble(cells, middles));
      }
    }
    return Estimate.interval(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Over cells, n − 1 in the denominator. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  /** How much exponents change where windows lie ten times later: least squares over the cells. */
  static double slope(double[] exponents, double[] windows) {
    double[] places = Arrays.stream(windows).map(Math::log10).toArray();
    double mean = mean(places);
    double products = 0;
    double squares = 0;
    for (int cell = 0; cell < places.length; cell++) {
      products += (places[cell] - mean) * exponents[cell];
      squares += (places[cell] - mean) * (places[cell] - mean);
    }
    return products / squares;
  }

  /** Of the exponents about that line, n − 2 in the denominator. */
  static double deviationAboutLine(double[] exponents, double[] windows) {
    double slope = slope(exponents, windows);
    double[] rest = new double[exponents.length];
    for (int cell = 0; cell < rest.length; cell++) {
      rest[cell] = exponents[cell] - slope * Math.log10(windows[cell]);
    }
    return deviation(rest) * Math.sqrt((rest.length - 1.0) / (rest.length - 2.0));
  }
}
