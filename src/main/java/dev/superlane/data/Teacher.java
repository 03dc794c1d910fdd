package dev.superlane.data;

/** The teacher y* = A x with a diagonal A. */
public final class Teacher {
  private Teacher() {}

  /**
   * The diagonal A_ii = i^-b, i = 1 … N, each rounded to float.
   *
   * @param features N
   * @param channelExponent b, at least 0
   */
  public static float[] importance(int features, double channelExponent) {
    if (!(channelExponent >= 0) || Double.isInfinite(channelExponent)) {
      throw new IllegalArgumentException(
          "channelExponent is %s, allowed is a finite number of at least 0"
              .formatted(channelExponent));
    }
    float[] importance = new float[features];
    for (int i = 0; i < features; i++) {
      importance[i] = (float) StrictMath.pow(i + 1, -channelExponent);
    }
    return importance;
  }
}
