package dev.superlane.verify;

/** Floats as doubles, for the theory and the double reference. */
final class Doubles {
  private Doubles() {}

  static double[] of(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }
}
