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
  private final OpenGates gates;
  private final float[] gz;
  private final float[] gc;
  private final Team.Region region = this::part;

  GatedOutput(
      Problem problem, Parameters parameters, Kernels kernels, Team team, BatchForward forward) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    shape = problem.shape();
    gates = new OpenGates(problem, kernels, forward, team.threads());
    gz = new float[Math.multiplyExact(shape.batch(), shape.width())];
    gc = shape.bias() ? new float[shape.features()] : null;
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
    if (gc == null) {
      return;
    }
    Arrays.fill(gc, 0);
    gates.addColumnSums(gc);
    kernels.axpy(gc.length, descent, gc, 0, parameters.values, parameters.bias);
  }

  @Override
  public void addDecode(int part, float[] z, int fromColumn, int toColumn, float[] gw) {
    int k = shape.width();
    kernels.scatterRows(
        gates.rowOffsets,
        gates.columns,
        gates.residuals,
        shape.batch(),
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
