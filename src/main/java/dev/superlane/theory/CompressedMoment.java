package dev.superlane.theory;

/**
 * W (diag(d) + m mᵀ) Wᵀ, K×K, by its products with vectors alone: O(NK) each, no K×K matrix. With d
 * = 1 and m = 0 it is the Gram matrix W Wᵀ, with those of Σ the second moment of h = W x.
 */
final class CompressedMoment {
  private final float[] embedding; // N×K: row i = feature i, a column of W
  private final int offset;
  private final int width;
  private final double[] diagonal;
  private final double[] mean; // W m, length K

  CompressedMoment(
      float[] embedding, int offset, int width, double[] diagonal, double[] featureMean) {
    this.embedding = embedding;
    this.offset = offset;
    this.width = width;
    this.diagonal = diagonal;
    mean = new double[width];
    double[] row = new double[width];
    for (int i = 0; i < diagonal.length; i++) {
      Rows.widen(embedding, offset + i * width, width, row);
      Rows.axpy(featureMean[i], row, 0, mean, 0, width);
    }
  }

  int width() {
    return width;
  }

  /** Writes the product with {@code vector} into {@code out}, both of length K. */
  void multiply(double[] vector, double[] out) {
    double along = Rows.dot(mean, vector);
    for (int k = 0; k < width; k++) {
      out[k] = along * mean[k];
    }
    double[] row = new double[width];
    for (int i = 0; i < diagonal.length; i++) {
      Rows.widen(embedding, offset + i * width, width, row);
      Rows.axpy(diagonal[i] * Rows.dot(row, vector), row, 0, out, 0, width);
    }
  }
}
