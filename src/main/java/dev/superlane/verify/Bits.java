package dev.superlane.verify;

/** Comparison of floats as bits. */
final class Bits {
  private Bits() {}

  /** How many entries differ in any bit. */
  static int differing(float[] a, float[] b) {
    if (a.length != b.length) {
      return Math.max(a.length, b.length);
    }
    int count = 0;
    for (int i = 0; i < a.length; i++) {
      if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
        count++;
      }
    }
    return count;
  }
}
