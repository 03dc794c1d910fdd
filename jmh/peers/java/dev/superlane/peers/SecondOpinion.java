package dev.superlane.peers;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Evaluation;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.verify.Case;
import java.util.Locale;

/**
 * Our loss, first step and {@value #STEPS} steps against libtorch's from the same start on the same
 * batches, its gradients by its own autograd in double: a row a mode and path.
 *
 * <p>Nothing is done about ReLU's kinks but to look: a gate that rounding flips where the feature
 * is absent moves the gradient by |o|, which is rounding; where it is present, by all of the
 * target. Gates that differ are counted over all steps, and those with a target beside them.
 */
public final class SecondOpinion {
  private static final int STEPS = 20;
  private static final double LOSS_BOUND = 1e-5;
  private static final double CHANGE_BOUND = 1e-4;

  private final Case c;
  private final StepPath path;
  private final Problem problem;
  private final Parameters start;
  private final BatchSampler sampler;
  private final SparseBatch batch;
  private final SparseBatch heldOut;

  /** Largest relative differences; of the change, that of the parameters' worst part. */
  private double loss;

  private double first;
  private double last;
  private int flips;
  private int flipsWithTarget;

  private SecondOpinion(Case c, StepPath path) {
    this.c = c;
    this.path = path;
    problem = c.problem();
    start = c.start();
    sampler = new BatchSampler(problem.spectrum(), problem.seed());
    batch = SparseBatch.forSpectrum(problem.spectrum(), problem.shape().batch());
    heldOut = SparseBatch.forSpectrum(problem.spectrum(), Evaluation.HELD_OUT);
    sampler.sample(Stream.HELD_OUT, 0, Evaluation.HELD_OUT, heldOut);
  }

  /** Takes no arguments; exit code 1 if a row fails. */
  public static void main(String[] args) {
    System.out.printf(
        "loss: of the held-out set at the start and after %d steps, relative, bound %.0e%n",
        STEPS, LOSS_BOUND);
    System.out.printf(
        "step, steps: change of the parameters by 1 step (the gradient) and %d, of its norm, the"
            + " worse of embedding, core and bias, bound %.0e%n",
        STEPS, CHANGE_BOUND);
    System.out.println("gates: that differ at any step, and those of them with a target\n");
    System.out.println("          loss     step     steps    gates");
    boolean passed = true;
    for (Case c : Case.minibatch()) {
      for (StepPath path : StepPath.values()) {
        passed &= new SecondOpinion(c, path).row(path.name().toLowerCase(Locale.ROOT));
      }
    }
    for (Case c : Case.population()) {
      passed &= new SecondOpinion(c, StepPath.DENSE).row("population");
    }
    System.exit(passed ? 0 : 1);
  }

  private boolean row(String step) {
    compare();
    boolean passed = loss <= LOSS_BOUND && first <= CHANGE_BOUND && last <= CHANGE_BOUND;
    String gates = problem.shape().relu() ? "%d, %d".formatted(flips, flipsWithTarget) : "";
    System.out.printf(
        Locale.ROOT,
        "%s      %.1e  %.1e  %.1e  %-7s %s, %s%n",
        passed ? "PASS" : "FAIL",
        loss,
        first,
        last,
        gates,
        c.label(),
        step);
    return passed;
  }

  private void compare() {
    try (AutogradStudent theirs = new AutogradStudent(problem, start)) {
      for (int t = 0; t <= STEPS; t++) {
        float[] ours = c.train(path, VectorKernels.INSTANCE, 1, t);
        if (t == 0 || t == STEPS) {
          double expected = theirs.loss(heldOut);
          double recorded = c.loss(ours, VectorKernels.INSTANCE, 1);
          loss = Math.max(loss, Math.abs(recorded - expected) / expected);
        }
        if (t == 1) {
          first = change(ours, theirs.parameters());
        }
        last = t == STEPS ? change(ours, theirs.parameters()) : last;
        if (problem.gradient() == Gradient.MINIBATCH) {
          sampler.sample(Stream.BATCH, t, problem.shape().batch(), batch);
        }
        if (problem.shape().relu() && t < STEPS) {
          countFlips(ours, theirs.gates(batch));
        }
        theirs.step(batch);
      }
    }
  }

  private void countFlips(float[] ours, boolean[] theirs) {
    Parameters parameters = new Parameters(problem.shape());
    System.arraycopy(ours, 0, parameters.values, 0, ours.length);
    boolean[] target = new boolean[theirs.length];
    for (int r = 0; r < batch.rows; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        target[r * problem.shape().features() + batch.indices[j]] = true;
      }
    }
    try (AutogradStudent same = new AutogradStudent(problem, parameters)) {
      boolean[] open = same.gates(batch);
      for (int i = 0; i < open.length; i++) {
        if (open[i] != theirs[i]) {
          flips++;
          flipsWithTarget += target[i] ? 1 : 0;
        }
      }
    }
  }

  /** The worst of the trained parts' differences, each of the norm of the part's change. */
  private double change(float[] ours, double[] theirs) {
    int core = start.core;
    int afterCore = core + problem.shape().width() * problem.shape().width();
    double worst = change(ours, theirs, 0, core);
    worst = Math.max(worst, change(ours, theirs, core, afterCore));
    return Math.max(worst, change(ours, theirs, afterCore, ours.length));
  }

  private double change(float[] ours, double[] theirs, int from, int to) {
    double change = 0;
    double difference = 0;
    for (int i = from; i < to; i++) {
      double moved = theirs[i] - start.values[i];
      double off = ours[i] - theirs[i];
      change += moved * moved;
      difference += off * off;
    }
    // A part that is not trained may not move.
    return difference == 0 ? 0 : Math.sqrt(difference / change);
  }
}
