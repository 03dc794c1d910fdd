package dev.superlane.kernel;

/** The references: plain loops, one fma a product. */
public final class ScalarKernels implements Kernels {
  public static final Kernels INSTANCE = new ScalarKernels();

  private ScalarKernels() {}

  @Override
  public String label() {
    return "scalar";
  }

  @Override
  public void gemm(
      Transpose transpose,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc,
      GemmBuffers buffers) {
    ScalarGemm.multiply(
        transpose, m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
  }

  @Override
  public void gemmPacked(
      int m,
      int n,
      float[] a,
      int aOffset,
      int lda,
      PackedMatrix b,
      int bColumn,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc,
      GemmBuffers buffers) {
    ScalarGemm.multiplyPacked(m, n, a, aOffset, lda, b, bColumn, accumulate, c, cOffset, ldc);
  }

  @Override
  public void gatherRows(
      int[] rowOffsets,
      int[] indices,
      float[] values,
      int fromRow,
      int toRow,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int outOffset,
      int ldo) {
    ScalarRows.gather(
        rowOffsets,
        indices,
        values,
        fromRow,
        toRow,
        n,
        start,
        startOffset,
        dense,
        denseOffset,
        ldd,
        out,
        outOffset,
        ldo);
  }

  @Override
  public void scatterRows(
      int[] rowOffsets,
      int[] indices,
      float[] values,
      int rows,
      int fromColumn,
      int toColumn,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int outOffset,
      int ldo) {
    ScalarRows.scatter(
        rowOffsets,
        indices,
        values,
        rows,
        fromColumn,
        toColumn,
        dense,
        denseOffset,
        ldd,
        out,
        outOffset,
        ldo);
  }

  @Override
  public void gateResidual(
      int rows,
      int n,
      float[] o,
      int oOffset,
      float[] bias,
      int biasOffset,
      float[] importance,
      float[] x,
      int xOffset,
      float scale,
      boolean relu) {
    ScalarGate.residual(rows, n, o, oOffset, bias, biasOffset, importance, x, xOffset, scale, relu);
  }

  @Override
  public int openGates(int n, float[] o, int oOffset, int[] columns, float[] outputs, int at) {
    return ScalarGate.open(n, o, oOffset, columns, outputs, at);
  }

  @Override
  public int gatherOpenGates(
      int from,
      int to,
      int[] indices,
      float[] values,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] o,
      long[] open,
      int[] columns,
      float[] residuals,
      int at,
      float[] targets,
      float scale) {
    return ScalarGate.gatherOpen(
        from,
        to,
        indices,
        values,
        n,
        start,
        startOffset,
        dense,
        denseOffset,
        ldd,
        o,
        open,
        columns,
        residuals,
        at,
        targets,
        scale);
  }

  @Override
  public int relu(int n, float[] o, int oOffset) {
    return ScalarGate.relu(n, o, oOffset);
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    ScalarElementwise.axpy(n, alpha, x, xOffset, y, yOffset);
  }

  @Override
  public void adam(
      int n, float rate, float epsilon, float[] g, float[] m, float[] v, float[] x, int offset) {
    ScalarAdam.update(n, rate, epsilon, g, m, v, x, offset);
  }

  @Override
  public void scale(int n, float alpha, float[] x, int xOffset) {
    ScalarElementwise.scale(n, alpha, x, xOffset);
  }

  @Override
  public void philox(
      int n, long seed, long[] c0, long[] c1, int c2, int c3, long[] high, long[] low) {
    ScalarPhilox.generate(n, seed, c0, c1, c2, c3, high, low);
  }

  @Override
  public float sum(int n, float[] x, int xOffset, float[] lanes) {
    return ScalarSum.sum(n, x, xOffset, lanes);
  }

  @Override
  public float dot(int n, float[] x, int xOffset, float[] y, int yOffset, float[] lanes) {
    return ScalarSum.dot(n, x, xOffset, y, yOffset, lanes);
  }
}
