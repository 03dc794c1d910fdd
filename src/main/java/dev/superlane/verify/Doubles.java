package dev.superlane.verify;

/** Floats as doubles, for the theory and the double reference; and doubles as names have them. */
final class Doubles {
  private Doubles() {}

  static double[] of(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }

  /** The shortest digits, 2 for 2.0. */
  static String text(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
