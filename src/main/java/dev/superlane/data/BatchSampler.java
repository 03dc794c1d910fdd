package dev.superlane.data;

/**
 * Draws batches: x_i = u_i v_i with independent u_i ~ Bernoulli(p_i) and v_i ~ Uniform(0, 2), as
 * sparse rows. Row r of (stream, step) is a function of (spectrum, seed, stream, step, r) alone.
 *
 * <p>The law of the active features is the product of Bernoullis: rounding and the 53 bits of a
 * uniform number move a probability by less than 2^-46. A row takes one draw an active feature and
 * at most one more for each segment of {@link SurvivalTable}, so its time does not grow with the
 * number of features. A value is v = (k + ½)·2^-22 with 23 random bits k: exact in float, symmetric
 * about its mean 1, never 0 nor 2.
 *
 * <p>Not thread-safe. Sampling allocates nothing, unless the batch has to grow.
 */
public final class BatchSampler {
  private final SurvivalTable table;
  private final Philox philox;
  private long draws;

  public BatchSampler(Spectrum spectrum, long seed) {
    table = new SurvivalTable(spectrum);
    philox = new Philox(seed);
  }

  /** Rows 0 … rows - 1 of the batch of (stream, step). */
  public void sample(Stream stream, int step, int rows, SparseBatch into) {
    sample(stream, step, 0, rows, into);
  }

  /**
   * Rows firstRow … firstRow + rows - 1 of the batch of (stream, step), written as rows 0 … rows -
   * 1.
   *
   * @param rows at most the rows that {@code into} can hold
   */
  public void sample(Stream stream, int step, int firstRow, int rows, SparseBatch into) {
    if (rows < 0 || rows > into.maxRows()) {
      throw new IllegalArgumentException(
          "rows is %d, allowed is 0 to %d".formatted(rows, into.maxRows()));
    }
    int nonZeros = 0;
    into.rowOffsets[0] = 0;
    for (int r = 0; r < rows; r++) {
      nonZeros = sampleRow(stream.ordinal(), step, firstRow + r, into, nonZeros);
      into.rowOffsets[r + 1] = nonZeros;
    }
    into.rows = rows;
  }

  /** Appends one row at entry {@code at}; returns the next free entry. */
  private int sampleRow(int stream, int step, int row, SparseBatch into, int at) {
    int draw = 0;
    for (int segment = 0; segment < table.segments(); segment++) {
      double end = table.end(segment);
      double current = 1;
      // At current = end nothing that can be active is left in the segment.
      while (current > end) {
        philox.generate(draw++, row, step, stream);
        double threshold = uniform(philox.r0, philox.r1) * current;
        if (threshold < end) {
          break;
        }
        int feature = table.find(segment, threshold);
        into.ensureCapacity(at + 1);
        into.indices[at] = feature;
        into.values[at] = (2 * (philox.r2 >>> 9) + 1) * 0x1p-23f;
        at++;
        current = table.survival(feature);
      }
    }
    draws += draw;
    return at;
  }

  /** A multiple of 2^-53 in [0, 1). */
  private static double uniform(int high, int low) {
    return (((long) high << 32 | low & 0xFFFFFFFFL) >>> 11) * 0x1p-53;
  }

  /** Calls of the generator so far: the sampler's work. */
  long draws() {
    return draws;
  }
}
