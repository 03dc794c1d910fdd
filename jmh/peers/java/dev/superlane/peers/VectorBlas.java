package dev.superlane.peers;

import dev.ludovic.netlib.blas.JavaBLAS;

/**
 * The pure-Java BLAS of dev.ludovic.netlib on the Vector API. It is column-major: the row-major C =
 * op(A)·op(B) is its Cᵀ = op(B)ᵀ·op(A)ᵀ.
 */
final class VectorBlas implements GemmPeer {
  private static final JavaBLAS BLAS = JavaBLAS.getInstance();

  private final Product product;
  private final float[] c;

  VectorBlas(Product product) {
    if (!BLAS.getClass().getSimpleName().equals("VectorBLAS")) {
      throw new IllegalStateException("netlib chose " + BLAS.getClass() + ", not VectorBLAS");
    }
    this.product = product;
    c = new float[product.m() * product.n()];
  }

  @Override
  public void multiply() {
    BLAS.sgemm(
        product.bTransposed() ? "T" : "N",
        product.aTransposed() ? "T" : "N",
        product.n(),
        product.m(),
        product.k(),
        1f,
        product.b(),
        product.ldb(),
        product.a(),
        product.lda(),
        0f,
        c,
        product.n());
  }

  @Override
  public float[] result() {
    return c;
  }
}
