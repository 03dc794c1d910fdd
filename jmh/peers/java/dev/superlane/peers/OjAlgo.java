package dev.superlane.peers;

import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;

/**
 * ojAlgo's float matrices. They are column-major: a row-major array is the transposed matrix, so
 * the row-major C = op(A)·op(B) is its Cᵀ = op(B)ᵀ·op(A)ᵀ.
 */
final class OjAlgo implements GemmPeer {
  private final MatrixStore<Double> left;
  private final MatrixStore<Double> right;
  private final R032Store c;

  OjAlgo(Product product) {
    R032Store a = wrap(product.a(), product.lda());
    R032Store b = wrap(product.b(), product.ldb());
    left = product.bTransposed() ? b.transpose() : b;
    right = product.aTransposed() ? a.transpose() : a;
    c = R032Store.FACTORY.make(product.n(), product.m());
  }

  private static R032Store wrap(float[] rowMajor, int rows) {
    return R032Store.wrap(rowMajor, rows);
  }

  @Override
  public void multiply() {
    c.fillByMultiplying(left, right);
  }

  @Override
  public float[] result() {
    return c.data;
  }
}
