package dev.superlane.peers;

import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.VectorKernels;
import java.util.Arrays;

/** Our own GEMM, packing included; C begins at a cache line, as that given to OpenBLAS does. */
final class Superlane implements GemmPeer {
  private final Product product;
  private final GemmBuffers buffers = new GemmBuffers();
  private final float[] c;

  Superlane(Product product) {
    this.product = product;
    c = CacheLine.floats(product.m() * product.n());
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
        CacheLine.FIRST,
        product.n(),
        buffers);
  }

  @Override
  public float[] result() {
    return Arrays.copyOfRange(c, CacheLine.FIRST, c.length);
  }
}
