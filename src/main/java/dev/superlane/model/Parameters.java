package dev.superlane.model;

import dev.superlane.data.Gaussian;
import dev.superlane.data.Stream;
import dev.superlane.kernel.CacheLine;

/**
 * All trained and frozen numbers of a student in one {@code float[]} with named offsets, in the
 * order embedding (N×K, one row a feature; absent for the identity), core (K×K, S row-major), bias
 * (N), from {@link #FIRST} on.
 */
public final class Parameters {
  /** Offset of what the student does not have. */
  public static final int ABSENT = -1;

  /** Offset of the first parameter. */
  public static final int FIRST = CacheLine.FIRST;

  public final Shape shape;
  public final float[] values;
  public final int embedding;
  public final int core;
  public final int bias;

  /** All zero. */
  public Parameters(Shape shape) {
    this.shape = shape;
    boolean embedded = shape.embedding() != Embedding.IDENTITY;
    long width = shape.width();
    embedding = embedded ? FIRST : ABSENT;
    long coreStart = FIRST + (embedded ? shape.features() * width : 0);
    long biasStart = coreStart + width * width;
    long length = biasStart + (shape.bias() ? shape.features() : 0);
    int most = Integer.MAX_VALUE - 8;
    if (length > most) {
      throw new IllegalArgumentException(
          "features %d with width %d need %d parameters, allowed are %d"
              .formatted(shape.features(), shape.width(), length - FIRST, most - FIRST));
    }
    core = (int) coreStart;
    bias = shape.bias() ? (int) biasStart : ABSENT;
    values = new float[(int) length];
  }

  /** Unit-norm embedding rows, S ~ Normal(0, s²/K) entrywise, c = 0; the seed decides all of it. */
  public static Parameters initial(Shape shape, double initScale, long seed) {
    Parameters start = new Parameters(shape);
    int width = shape.width();
    if (start.embedding != ABSENT) {
      Gaussian.unitRows(start.values, start.embedding, shape.features(), width, seed);
    }
    double scale = initScale / StrictMath.sqrt(width);
    if (scale != 0) {
      Gaussian.fill(start.values, start.core, width * width, scale, seed, Stream.CORE);
    }
    return start;
  }

  /** The first parameter that is trained; all after it are, too. */
  public int trained() {
    return shape.embedding() == Embedding.FROZEN ? core : FIRST;
  }

  /** Whether no parameter is NaN or infinite. */
  public boolean finite() {
    // x - x is 0 for a finite x and NaN otherwise; NaN never leaves the sum.
    float sum = 0;
    for (float x : values) {
      sum += x - x;
    }
    return sum == 0;
  }
}
