package dev.superlane.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.superlane.model.Problem;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Our sparse step's algorithm with libtorch's sparse-friendly operators: rows of the distinct
 * features by index, products over them, sparse matrices (COO) for combining and for open gates.
 * DJL does not reach index_add; a sparse product does the same. Batches are our sampler's, so data
 * generation costs it what it costs us.
 *
 * <p>DJL 0.36 hands a sparse tensor's indices over without keeping their buffer alive: under memory
 * pressure (seen at B = 8192) the collector frees it, and libtorch then refuses the indices.
 */
final class TorchSparseStep extends TorchStep {
  private final int[] slotOf;
  private final long[] distinct;
  private int t = StepPeersBenchmark.TRAINED;

  TorchSparseStep(Problem problem) {
    super(problem);
    slotOf = new int[n];
    distinct = new long[n];
  }

  @Override
  public void advance() {
    advanceOn(t++);
  }

  @Override
  public void advanceOn(int step) {
    sample(step);
    try (NDManager inside = open()) {
      step(inside);
    }
  }

  private void step(NDManager inside) {
    int entries = batch.nonZeros();
    long[] rows = new long[entries];
    long[] features = new long[entries];
    long[] slots = new long[entries];
    float[] targets = new float[entries];
    int u = index(rows, features, slots, targets);
    FloatBuffer x = FloatBuffer.wrap(batch.values, 0, entries);
    NDArray combine = coo(inside, x, rows, slots, b, u);
    NDArray combineTransposed = coo(inside, x, slots, rows, u, b);
    NDArray y = coo(inside, FloatBuffer.wrap(targets), rows, features, b, n).toDense();

    NDArray wu = w.get(inside, new NDIndex("{}", inside.create(Arrays.copyOf(distinct, u))));
    NDArray v = wu.matMul(s.transpose());
    NDArray o = combine.matMul(v.matMul(w.transpose())).addi(c);
    NDArray open = o.gt(0).nonzero();
    NDArray flat = open.get(":, 0").mul(n).addi(open.get(":, 1"));
    float[] r = o.take(flat).subi(y.take(flat)).muli(1f / b).toFloatArray();
    long[] gateRows = open.get(":, 0").toLongArray();
    long[] gateColumns = open.get(":, 1").toLongArray();
    NDArray residual = coo(inside, FloatBuffer.wrap(r), gateRows, gateColumns, b, n);
    NDArray residualTransposed = coo(inside, FloatBuffer.wrap(r), gateColumns, gateRows, n, b);

    NDArray gz = residual.matMul(w);
    NDArray basis = combineTransposed.matMul(gz);
    NDArray gs = basis.transpose().matMul(wu);
    if (learned) {
      NDArray gw = residualTransposed.matMul(combine.matMul(v));
      gw.addi(spread(inside, u).matMul(basis.matMul(s)));
      w.subi(gw.muli(rate));
    }
    s.subi(gs.muli(rate));
    NDArray gc = residualTransposed.matMul(inside.ones(new Shape(b, 1))).flatten();
    c.subi(gc.muli(rate));
  }

  /** Fills the entries' rows, features, slots and −targets' opposites; returns U. */
  private int index(long[] rows, long[] features, long[] slots, float[] targets) {
    Arrays.fill(slotOf, -1);
    int u = 0;
    for (int r = 0; r < b; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        int feature = batch.indices[j];
        if (slotOf[feature] < 0) {
          slotOf[feature] = u;
          distinct[u++] = feature;
        }
        rows[j] = r;
        features[j] = feature;
        slots[j] = slotOf[feature];
        targets[j] = problem.importance()[feature] * batch.values[j];
      }
    }
    return u;
  }

  /** N×U with a 1 where a distinct feature's row belongs. */
  private NDArray spread(NDManager inside, int u) {
    float[] ones = new float[u];
    Arrays.fill(ones, 1);
    long[] counting = new long[u];
    Arrays.setAll(counting, i -> i);
    return coo(inside, FloatBuffer.wrap(ones), Arrays.copyOf(distinct, u), counting, n, u);
  }

  private static NDArray coo(
      NDManager inside, FloatBuffer values, long[] rows, long[] columns, int m, int width) {
    return inside.createCoo(values.duplicate(), new long[][] {rows, columns}, new Shape(m, width));
  }

  @Override
  public void set(float[] parameters) {
    super.set(parameters);
    t = StepPeersBenchmark.TRAINED;
  }
}
