package dev.superlane.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.superlane.model.Problem;

/** The step as libtorch's users write it: dense tensors, the gradient by hand. */
class TorchDenseStep extends TorchStep {
  private final NDArray p;
  final NDArray importance;

  /** One batch for all steps where data generation is left out, else null. */
  private final NDArray fixed;

  TorchDenseStep(Problem problem, boolean generate) {
    super(problem);
    float[] probabilities = new float[n];
    for (int i = 0; i < n; i++) {
      probabilities[i] = (float) problem.spectrum().probability(i);
    }
    p = manager.create(probabilities);
    importance = manager.create(problem.importance());
    fixed = generate ? null : draw(manager);
  }

  /** x = u∘v with u ~ Bernoulli(p), v ~ Uniform(0, 2). */
  private NDArray draw(NDManager inside) {
    NDArray u = inside.randomUniform(0, 1, new Shape(b, n)).lt(p);
    return inside.randomUniform(0, 2, new Shape(b, n)).muli(u.toType(DataType.FLOAT32, false));
  }

  @Override
  public void advance() {
    try (NDManager inside = open()) {
      if (fixed != null) {
        inside.tempAttachAll(fixed);
      }
      step(fixed != null ? fixed : draw(inside));
    }
  }

  @Override
  public void advanceOn(int step) {
    sample(step);
    float[] x = new float[b * n];
    for (int r = 0; r < b; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        x[r * n + batch.indices[j]] = batch.values[j];
      }
    }
    try (NDManager inside = open()) {
      step(inside.create(x, new Shape(b, n)));
    }
  }

  void step(NDArray x) {
    NDArray h = x.matMul(w);
    NDArray z = h.matMul(s.transpose());
    NDArray o = z.matMul(w.transpose()).addi(c);
    NDArray open = o.gt(0).toType(DataType.FLOAT32, false);
    NDArray r = o.subi(x.mul(importance)).muli(open).muli(1f / b);
    NDArray gz = r.matMul(w);
    NDArray gs = gz.transpose().matMul(h);
    if (learned) {
      NDArray gw = r.transpose().matMul(z).addi(x.transpose().matMul(gz.matMul(s)));
      w.subi(gw.muli(rate));
    }
    s.subi(gs.muli(rate));
    c.subi(r.sum(new int[] {0}).muli(rate));
  }
}
