package dev.superlane.kernel;

/**
 * A GEMM split over a team by blocks of C, along its longer side. No reduction is split, so the
 * bits are those of one thread.
 */
public final class TeamGemm {
  private final Kernels kernels;
  private final Team team;
  private final Team.Region region = this::part;
  private final Team.Region packedRegion = this::packedPart;
  private final GemmBuffers[] buffers;
  private Transpose transpose;
  private int m;
  private int n;
  private int k;
  private float[] a;
  private int aOffset;
  private int lda;
  private float[] b;
  private int bOffset;
  private int ldb;
  private PackedMatrix packed;
  private int bColumn;
  private boolean accumulate;
  private float[] c;
  private int cOffset;
  private int ldc;

  public TeamGemm(Kernels kernels, Team team) {
    this.kernels = kernels;
    this.team = team;
    buffers = new GemmBuffers[team.threads()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new GemmBuffers();
    }
  }

  /** See {@link Kernels#gemm}. */
  public void multiply(
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
      int ldc) {
    this.transpose = transpose;
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.aOffset = aOffset;
    this.lda = lda;
    this.b = b;
    this.bOffset = bOffset;
    this.ldb = ldb;
    this.accumulate = accumulate;
    this.c = c;
    this.cOffset = cOffset;
    this.ldc = ldc;
    team.run(region);
  }

  /**
   * C = A·B or C += A·B with A stored m×k and columns [bColumn, bColumn + n) of B; see {@link
   * Kernels#gemmPacked}.
   */
  public void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      PackedMatrix b,
      int bColumn,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    if (b.depth != k || bColumn + n > b.columns || bColumn % GemmBlocking.NR != 0) {
      throw new IllegalArgumentException(
          "B is %dx%d packed by %d, %dx%d from column %d is asked"
              .formatted(b.depth, b.columns, GemmBlocking.NR, k, n, bColumn));
    }
    this.m = m;
    this.n = n;
    this.a = a;
    this.aOffset = aOffset;
    this.lda = lda;
    this.packed = b;
    this.bColumn = bColumn;
    this.accumulate = accumulate;
    this.c = c;
    this.cOffset = cOffset;
    this.ldc = ldc;
    team.run(packedRegion);
  }

  /** By columns: every thread reads all of A, which is the small one, and its own part of B. */
  private void packedPart(int part, int parts) {
    int from = Team.bound(n, part, parts, GemmBlocking.NR);
    int to = Team.bound(n, part + 1, parts, GemmBlocking.NR);
    kernels.gemmPacked(
        m,
        to - from,
        a,
        aOffset,
        lda,
        packed,
        bColumn + from,
        accumulate,
        c,
        cOffset + from,
        ldc,
        buffers[part]);
  }

  private void part(int part, int parts) {
    boolean byColumns = n >= m;
    int size = byColumns ? n : m;
    int grain = byColumns ? GemmBlocking.NR : GemmBlocking.MR;
    int from = Team.bound(size, part, parts, grain);
    int to = Team.bound(size, part + 1, parts, grain);
    int aStart = byColumns ? aOffset : aOffset + from * (transpose == Transpose.TN ? 1 : lda);
    int bStart = byColumns ? bOffset + from * (transpose == Transpose.NT ? ldb : 1) : bOffset;
    int cStart = cOffset + from * (byColumns ? 1 : ldc);
    int rows = byColumns ? m : to - from;
    int columns = byColumns ? to - from : n;
    kernels.gemm(
        transpose,
        rows,
        columns,
        k,
        a,
        aStart,
        lda,
        b,
        bStart,
        ldb,
        accumulate,
        c,
        cStart,
        ldc,
        buffers[part]);
  }
}
