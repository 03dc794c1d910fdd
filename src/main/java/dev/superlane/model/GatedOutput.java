package dev.superlane.model;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import java.util.Arrays;

/** ReLU: only open gates carry a gradient. */
final class GatedOutput implements OutputGradient {
  private final Shape shape;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final BatchForward forward;
  private final OpenGates gates;
  private final float[] gz;
  private final float[] gc;

  /** Open gates of c itself, scratch. */
  private final int[] biasColumns;

  private final float[] openBias;
  private final Team.Region region = this::part;

  GatedOutput(
      Problem problem, Parameters parameters, Kernels kernels, Team team, BatchForward forward) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    this.forward = forward;
    shape = problem.shape();
    gates = new OpenGates(problem, kernels, forward, team.threads());
    gz = new float[Math.multiplyExact(shape.batch(), shape.width())];
    int biases = shape.bias() ? shape.features() : 0;
    gc = new float[biases];
    biasColumns = new int[biases];
    openBias = new float[biases];
  }

  @Override
  public void backward() {
    team.run(region);
    gates.join(team.threads());
  }

  private void part(int part, int parts) {
    gates.part(part, parts, parameters.values, parameters.embedding, gz);
  }

  @Override
  public float[] gz() {
    return gz;
  }

  @Override
  public void updateBias(float descent) {
    if (!shape.bias()) {
      return;
    }
    Arrays.fill(gc, 0);
    gates.addColumnSums(gc);
    addEmptySamples();
    kernels.axpy(gc.length, descent, gc, 0, parameters.values, parameters.bias);
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
  public void addDecode(int part, float[] z, int fromColumn, int toColumn, float[] gw) {
    int k = shape.width();
    kernels.scatterRows(
        gates.rowOffsets,
        gates.columns,
        gates.residuals,
        forward.batch.rows,
        fromColumn,
        toColumn,
        z,
        0,
        k,
        gw,
        0,
        k);
  }

  @Override
  public void markTouched(boolean[] touched) {
    for (int g = 0; g < gates.count(); g++) {
      touched[gates.columns[g]] = true;
    }
  }
}
