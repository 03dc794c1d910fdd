package dev.superlane.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import dev.superlane.model.Problem;

/** The dense step with libtorch's own automatic differentiation. */
final class TorchAutogradStep extends TorchDenseStep {
  TorchAutogradStep(Problem problem) {
    super(problem, true);
    w.setRequiresGradient(learned);
    s.setRequiresGradient(true);
    c.setRequiresGradient(true);
  }

  @Override
  void step(NDArray x) {
    try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
      // They add up otherwise.
      gradients.zeroGradients();
      NDArray z = x.matMul(w).matMul(s.transpose());
      NDArray o = z.matMul(w.transpose()).add(c);
      NDArray residual = o.maximum(0).sub(x.mul(importance));
      gradients.backward(residual.square().sum().mul(0.5f / b));
    }
    descend(s);
    descend(c);
    if (learned) {
      descend(w);
    }
  }

  private void descend(NDArray parameter) {
    parameter.subi(parameter.getGradient().mul(rate));
  }
}
