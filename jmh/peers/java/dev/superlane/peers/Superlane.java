package dev.superlane.peers;

import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.VectorKernels;

/** Our own GEMM, packing included. */
final class Superlane implements GemmPeer {
  private final Product product;
  private final GemmBuffers buffers = new GemmBuffers();
  private final float[] c;

  Superlane(Product product) {
    this.product = product;
    c = new float[product.m() * product.n()];
  }

  @Override
  public void multiply() {
    VectorKernels.INSTANCE.gemm(
        product.transpose(),
        product.m(),
        product.n(),
        product.k(),
        product.a(),
        0,
        product.lda(),
        product.b(),
        0,
        product.ldb(),
        false,
        c,
        0,
        product.n(),
        buffers);
  }

  @Override
  public float[] result() {
    return c;
  }
}
