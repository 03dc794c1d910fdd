package dev.superlane.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis.
 *
 * @param label what it shows, with symbol and unit, in {@link Words}' marks
 * @param low its start, above 0 if logarithmic
 * @param high its end
 * @param marks ascending
 */
public record Scale(String label, boolean logarithmic, double low, double high, List<Mark> marks) {
  /**
   * @param text in {@link Words}' marks, empty for a small mark
   */
  public record Mark(double value, String text) {}

  /** Logarithmic, labelled at powers of ten. */
  public static Scale decades(String label, double low, double high) {
    List<Mark> marks = new ArrayList<>();
    int last = (int) Math.floor(Math.log10(high));
    for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= last; exponent++) {
      for (int digit = 1; digit <= 9; digit++) {
        // Parsed, so that an end that is a power of ten meets its own mark.
        double value = Double.parseDouble(digit + "e" + exponent);
        if (value >= low && value <= high) {
          String sign = exponent < 0 ? "\u2212" : "";
          marks.add(new Mark(value, digit == 1 ? "10^{" + sign + Math.abs(exponent) + "}" : ""));
        }
      }
    }
    return new Scale(label, true, low, high, marks);
  }

  /** Logarithmic, labelled at powers of two from 1 up. */
  public static Scale doublings(String label, double low, double high) {
    List<Mark> marks = new ArrayList<>();
    for (long value = 1; value <= high; value *= 2) {
      if (value >= low) {
        marks.add(new Mark(value, Long.toString(value)));
      }
    }
    return new Scale(label, true, low, high, marks);
  }

  /** Logarithmic in 1 / (1 − p), labelled with the percentile p at 0, 90, 99, 99.9, … */
  public static Scale percentiles(String label, double low, double high) {
    List<Mark> marks = new ArrayList<>();
    for (int nines = 0; Math.pow(10, nines) <= high; nines++) {
      String text = nines == 0 ? "0" : nines == 1 ? "90" : "99." + "9".repeat(nines - 2);
      if (Math.pow(10, nines) >= low) {
        marks.add(new Mark(Math.pow(10, nines), text.replaceAll("\\.$", "")));
      }
    }
    return new Scale(label, true, low, high, marks);
  }

  /** From 1/2^n on the left to 1 on the right, labelled at each. */
  public static Scale halves(String label, int n) {
    List<Mark> marks = new ArrayList<>();
    for (int i = n; i >= 0; i--) {
      marks.add(new Mark(Math.scalb(1.0, -i), i == 0 ? "1" : "1/" + (1 << i)));
    }
    return new Scale(label, true, Math.scalb(0.8, -n), 1.25, marks);
  }

  /**
   * Linear, labelled at multiples of a step.
   *
   * @param decimals of the labels
   */
  public static Scale linear(String label, double low, double high, double step, int decimals) {
    List<Mark> marks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(i * step));
      marks.add(new Mark(i * step, i < 0 ? "\u2212" + text : text));
    }
    return new Scale(label, false, low, high, marks);
  }

  /** Names at 1, 2, … from the left. */
  public static Scale names(String label, List<String> names) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      marks.add(new Mark(i + 1, names.get(i)));
    }
    return new Scale(label, false, 0.4, names.size() + 0.6, marks);
  }

  boolean shows(double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  /** 0 at the start, 1 at the end. */
  double share(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }
}
