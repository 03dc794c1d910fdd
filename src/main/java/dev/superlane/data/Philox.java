package dev.superlane.data;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3" (SC11): 128 random bits are a function of a 64-bit key and a 128-bit
 * counter, so any number of any stream can be had without those before it.
 *
 * <p>Not thread-safe: a call leaves its result in four fields, because an array or a record would
 * be allocated on each.
 */
public final class Philox {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  private final int key0;
  private final int key1;

  public int r0;
  public int r1;
  public int r2;
  public int r3;

  /**
   * @param seed the key, its low half first
   */
  public Philox(long seed) {
    key0 = (int) seed;
    key1 = (int) (seed >>> 32);
  }

  /** Sets r0 … r3 to the 128 bits of the counter (draw, row, step, stream), draw the first word. */
  public void generate(int draw, int row, int step, int stream) {
    int c0 = draw;
    int c1 = row;
    int c2 = step;
    int c3 = stream;
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < 10; round++) {
      long product0 = MULTIPLIER_0 * (c0 & LOW);
      long product1 = MULTIPLIER_1 * (c2 & LOW);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    r0 = c0;
    r1 = c1;
    r2 = c2;
    r3 = c3;
  }
}
