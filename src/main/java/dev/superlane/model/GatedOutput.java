package dev.superlane.model;

import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import java.util.Arrays;

/**
 * ReLU: only open gates carry a gradient. P, the gates and Q are made and used up block by block of
 * features, so that neither o nor R is ever whole.
 */
final class GatedOutput implements OutputGradient {
  /**
   * Features that go from P to T together. P's and W's rows of a block come from L2, at N = 16 384
   * a step took 18.0 ms so, against 24.5 ms in one block; a block costs each sample about 50 ns, so
   * that narrower ones lost more than they won. A multiple of the register tile's width.
   */
  private static final int BLOCK = 1024;

  private final Shape shape;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final BatchForward forward;
  private final OpenGates gates;
  private final BasisResidual residual;

  /** Q by features; learned embedding only. */
  private final TransposedRows byFeature;

  private final float[] gc;

  /** Open gates of c itself, scratch. */
  private final int[] biasColumns;

  private final float[] openBias;

  /** The current block, [from, to). */
  private int from;

  private int to;
  private float[] t;
  private final Team.Tasks openGates = this::openGates;
  private final Team.Tasks basisRows = this::basisRows;
  private final Team.Tasks decodeRows = this::decodeRows;

  GatedOutput(
      Problem problem, Parameters parameters, Kernels kernels, Team team, BatchForward forward) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    this.forward = forward;
    shape = problem.shape();
    int block = block(shape);
    gates = new OpenGates(problem, forward, team.threads(), block);
    residual = new BasisResidual(problem, parameters, kernels, forward, team.threads(), block);
    boolean learned = shape.embedding() == Embedding.LEARNED;
    byFeature = learned ? new TransposedRows(shape.features(), residual.capacity()) : null;
    int biases = shape.bias() ? shape.features() : 0;
    gc = new float[biases];
    biasColumns = new int[biases];
    openBias = new float[biases];
  }

  /** Features of a block. */
  static int block(Shape shape) {
    return Math.min(shape.features(), BLOCK);
  }

  @Override
  public void backward(float[] t) {
    this.t = t;
    Arrays.fill(gc, 0);
    if (byFeature != null) {
      byFeature.clear();
    }
    for (from = 0; from < shape.features(); from = to) {
      to = Math.min(from + BLOCK, shape.features());
      forward.outputs(from, to);
      team.run(openGates, 1 + team.tasks());
      team.run(basisRows, 1 + team.tasks());
      team.run(decodeRows, 1 + decodes());
    }
  }

  /** Parts of T's rows, few, since each of them takes up all of W. */
  private int decodes() {
    return team.threads() == 1 ? 1 : 2 * team.threads();
  }

  /** Sorting C, which the next region needs, cannot be split and so is the first of the tasks. */
  private void openGates(int thread, int task, int tasks) {
    if (task > 0) {
      gates.part(thread, task - 1, tasks - 1, from, to);
    } else if (from == 0) {
      residual.prepare();
    }
  }

  /** Nor can g_c's column sums, whose order is the samples'. */
  private void basisRows(int thread, int task, int tasks) {
    if (task > 0) {
      residual.part(thread, task - 1, tasks - 1, gates.rows, from, to);
    } else if (shape.bias()) {
      gates.addColumnSums(gc, from);
    }
  }

  /** Nor can sorting Q by features. */
  private void decodeRows(int thread, int task, int tasks) {
    if (task > 0) {
      residual.decode(task - 1, tasks - 1, from, t);
    } else if (byFeature != null) {
      SparseRows q = residual.rows;
      byFeature.append(
          forward.basis.size, q.bounds, q.stride, q.pieces, q.columns, q.values, to - from);
    }
  }

  @Override
  public void updateBias(Descent descent) {
    if (!shape.bias()) {
      return;
    }
    addEmptySamples();
    kernels.axpy(gc.length, descent.factor(), gc, 0, descent.target(), parameters.bias);
  }

  /** An empty sample has o = c and y* = 0: R is c's positive part over B, the same for each. */
  private void addEmptySamples() {
    int open =
        kernels.openGates(gc.length, parameters.values, parameters.bias, biasColumns, openBias, 0);
    float each = 1f / shape.batch();
    for (int g = 0; g < open; g++) {
      int i = biasColumns[g];
      gc[i] = Math.fma(forward.empty(), openBias[g] * each, gc[i]);
    }
  }

  @Override
  public boolean decode(int feature, float[] row) {
    if (byFeature.offsets[feature] == byFeature.offsets[feature + 1]) {
      return false;
    }
    int k = shape.width();
    kernels.gatherRows(
        byFeature.offsets,
        byFeature.rows,
        byFeature.values,
        feature,
        feature + 1,
        k,
        null,
        0,
        forward.v,
        CacheLine.FIRST,
        k,
        row,
        0,
        k);
    return true;
  }
}
