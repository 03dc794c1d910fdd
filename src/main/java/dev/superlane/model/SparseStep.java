package dev.superlane.model;

import dev.superlane.data.Stream;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.PackedMatrix;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;

/**
 * A minibatch step of a student with a bottleneck, by the three facts that make it cheap: x is
 * sparse, few gates are open, and a batch holds few distinct features.
 *
 * <p>With C the coefficients of samples over basis rows, Z = C·V and G_z = R·W: T = Cᵀ·G_z (M×K),
 * g_S = Tᵀ·H, and the encode part of g_W, Xᵀ(G_z·S), over features is T·S.
 */
final class SparseStep implements TrainingStep {
  private final Shape shape;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final TeamGemm gemm;
  private final BatchForward forward;
  private final OutputGradient output;
  private final EmbeddingUpdate embedding;
  private final Descent descent;
  private final float[] t;
  private final float[] gs;
  private final Team.Region updateCore = this::updateCore;

  SparseStep(Problem problem, Parameters parameters, Descent descent, Kernels kernels, Team team) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    shape = problem.shape();
    gemm = new TeamGemm(kernels, team);
    int columns = shape.relu() ? GatedOutput.block(shape) : shape.features();
    forward =
        new BatchForward(
            problem, parameters, kernels, team, gemm, decoder(), shape.batch(), columns);
    output =
        shape.relu()
            ? new GatedOutput(problem, parameters, kernels, team, forward)
            : new LinearOutput(problem, parameters, kernels, team, gemm, forward);
    this.descent = descent;
    int k = shape.width();
    t = new float[forward.h.length];
    gs = new float[Math.multiplyExact(k, k)];
    embedding =
        shape.embedding() == Embedding.LEARNED
            ? new EmbeddingUpdate(problem, parameters, kernels, team, gemm, forward, output)
            : null;
  }

  /** A frozen embedding is packed here, once for all steps. */
  private PackedMatrix decoder() {
    if (shape.embedding() != Embedding.FROZEN) {
      return null;
    }
    return new PackedMatrix(
        Transpose.NT,
        shape.features(),
        shape.width(),
        parameters.values,
        parameters.embedding,
        shape.width());
  }

  @Override
  public void advance(int step) {
    forward.run(Stream.BATCH, step, 0, shape.batch());
    output.backward(t);
    int m = forward.basis.size;
    int k = shape.width();
    gemm.multiply(Transpose.TN, k, k, m, t, 0, k, forward.h, 0, k, false, gs, 0, k);
    if (embedding != null) {
      embedding.update(t, descent);
    }
    team.run(updateCore);
    output.updateBias(descent);
  }

  private void updateCore(int part, int parts) {
    int from = Team.bound(gs.length, part, parts, 16);
    int to = Team.bound(gs.length, part + 1, parts, 16);
    kernels.axpy(to - from, descent.factor(), gs, from, descent.target(), parameters.core + from);
  }
}
