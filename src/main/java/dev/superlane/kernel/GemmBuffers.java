package dev.superlane.kernel;

/** Packing space of one thread's GEMM calls, allocated once (BLIS's A and B panels). */
public final class GemmBuffers {
  final float[] a;
  final float[] b;

  /** One register tile, for the ragged edges of C. */
  final float[] edge;

  public GemmBuffers() {
    a = new float[GemmBlocking.MC * GemmBlocking.A_STRIDE];
    b = CacheLine.floats(GemmBlocking.NC * GemmBlocking.KC);
    edge = new float[GemmBlocking.MR * GemmBlocking.NR];
  }

  /** Heap bytes of one instance. */
  public static long bytes() {
    return 4L * GemmBlocking.MC * GemmBlocking.A_STRIDE
        + 4L * GemmBlocking.NC * GemmBlocking.KC
        + 4L * GemmBlocking.MR * GemmBlocking.NR;
  }
}
