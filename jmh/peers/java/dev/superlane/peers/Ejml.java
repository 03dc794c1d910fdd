package dev.superlane.peers;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** EJML's float matrices. */
final class Ejml implements GemmPeer {
  private final Product product;
  private final FMatrixRMaj a;
  private final FMatrixRMaj b;
  private final FMatrixRMaj c;

  Ejml(Product product) {
    this.product = product;
    a = FMatrixRMaj.wrap(product.a().length / product.lda(), product.lda(), product.a());
    b = FMatrixRMaj.wrap(product.b().length / product.ldb(), product.ldb(), product.b());
    c = new FMatrixRMaj(product.m(), product.n());
  }

  @Override
  public void multiply() {
    switch (product.transpose()) {
      case NN -> CommonOps_FDRM.mult(a, b, c);
      case NT -> CommonOps_FDRM.multTransB(a, b, c);
      case TN -> CommonOps_FDRM.multTransA(a, b, c);
    }
  }

  @Override
  public float[] result() {
    return c.data;
  }
}
