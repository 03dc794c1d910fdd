package dev.superlane.kernel;

/**
 * The one order in which numbers become one number: element i goes to virtual lane i mod 16, lanes
 * add in a fixed binary tree. Sixteen is the widest register in use, so any width can keep it;
 * {@code reduceLanes} keeps none (its order is unspecified and changes between JIT tiers).
 */
public final class OrderedSum {
  /** Virtual lanes; scratch arrays hold this many floats. */
  public static final int LANES = 16;

  private OrderedSum() {}

  /**
   * The tree: halves fold onto each other, 8 + 8, 4 + 4, 2 + 2, 1 + 1; {@code lanes} is destroyed.
   */
  static float tree(float[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
