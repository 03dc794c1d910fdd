package dev.superlane.verify;

import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Steps that do something else than they should, made around right ones. */
final class BrokenSteps {
  private BrokenSteps() {}

  /** What a fault does to the parameters of a step that has just been right. */
  @FunctionalInterface
  interface Fault {
    /**
     * @param before the parameters before the step
     * @param step its number
     */
    void change(Parameters parameters, float[] before, int step);
  }

  /** Right steps of a wrong problem. */
  static Subject.Steps problem(UnaryOperator<Problem> change) {
    return (problem, parameters, path, kernels, team) ->
        TrainingSteps.of(change.apply(problem), parameters, path, kernels, team);
  }

  /** Right steps called with another number. */
  static Subject.Steps number(UnaryOperator<Integer> change) {
    return (problem, parameters, path, kernels, team) -> {
      TrainingStep right = TrainingSteps.of(problem, parameters, path, kernels, team);
      return step -> right.advance(change.apply(step));
    };
  }

  /** Right steps with a fault after each, on teams of that many threads. */
  static Subject.Steps after(IntPredicate threads, Fault fault) {
    return (problem, parameters, path, kernels, team) -> {
      TrainingStep right = TrainingSteps.of(problem, parameters, path, kernels, team);
      return step -> {
        float[] before = parameters.values.clone();
        right.advance(step);
        if (threads.test(team.threads())) {
          fault.change(parameters, before, step);
        }
      };
    };
  }

  static Subject.Steps after(Fault fault) {
    return after(threads -> true, fault);
  }

  static Problem rate(Problem problem, double factor) {
    double rate = factor * problem.learningRate();
    return new Problem(
        problem.shape(),
        problem.spectrum(),
        problem.importance(),
        problem.gradient(),
        rate,
        problem.seed());
  }

  static Problem seed(Problem problem) {
    return new Problem(
        problem.shape(),
        problem.spectrum(),
        problem.importance(),
        problem.gradient(),
        problem.learningRate(),
        problem.seed() + 1);
  }

  static Problem oneSampleFewer(Problem problem) {
    Shape shape = problem.shape();
    return new Problem(
        new Shape(
            shape.features(),
            shape.width(),
            Math.max(1, shape.batch() - 1),
            shape.embedding(),
            shape.activation(),
            shape.bias()),
        problem.spectrum(),
        problem.importance(),
        problem.gradient(),
        problem.learningRate(),
        problem.seed());
  }

  static Problem teacherOneFeatureOn(Problem problem) {
    float[] importance = problem.importance().clone();
    System.arraycopy(problem.importance(), 1, importance, 0, importance.length - 1);
    return new Problem(
        problem.shape(),
        problem.spectrum(),
        importance,
        problem.gradient(),
        problem.learningRate(),
        problem.seed());
  }

  /** One path alone takes 0.5 % too much. */
  static Subject.Steps sparseRate() {
    return (problem, parameters, path, kernels, team) ->
        TrainingSteps.of(
            path == StepPath.SPARSE ? rate(problem, 1.005) : problem,
            parameters,
            path,
            kernels,
            team);
  }

  /** Takes the step of the gradient before, as from a buffer that was filled too late. */
  static Subject.Steps lastGradient() {
    return (problem, parameters, path, kernels, team) -> {
      TrainingStep right = TrainingSteps.of(problem, parameters, path, kernels, team);
      float[] last = new float[parameters.values.length];
      return step -> {
        float[] before = parameters.values.clone();
        right.advance(step);
        for (int i = 0; i < last.length; i++) {
          float change = parameters.values[i] - before[i];
          parameters.values[i] = before[i] + last[i];
          last[i] = change;
        }
      };
    };
  }

  /**
   * The bottleneck's exact gradient with Σ = diag(4/3·p − p²), which forgets that features meet: p
   * pᵀ is gone from M and T, so (G S m − a) mᵀ from the gradient, with m = W p and a = W A p.
   */
  static Subject.Steps meetingForgotten() {
    return (problem, parameters, path, kernels, team) -> {
      TrainingStep right = TrainingSteps.of(problem, parameters, path, kernels, team);
      if (problem.gradient() != Gradient.POPULATION
          || problem.shape().embedding() != Embedding.FROZEN) {
        return right;
      }
      return step -> {
        double[] core = Doubles.of(parameters.values);
        right.advance(step);
        int n = problem.shape().features();
        int k = problem.shape().width();
        double[] mean = new double[k];
        double[] residual = new double[k];
        for (int i = 0; i < n; i++) {
          for (int l = 0; l < k; l++) {
            mean[l] += w(parameters, k, i, l) * problem.spectrum().probability(i);
          }
        }
        for (int i = 0; i < n; i++) {
          double o = -problem.importance()[i] * problem.spectrum().probability(i);
          for (int l = 0; l < k; l++) {
            for (int q = 0; q < k; q++) {
              o += w(parameters, k, i, l) * core[parameters.core + l * k + q] * mean[q];
            }
          }
          for (int l = 0; l < k; l++) {
            residual[l] += w(parameters, k, i, l) * o;
          }
        }
        for (int l = 0; l < k; l++) {
          for (int q = 0; q < k; q++) {
            parameters.values[parameters.core + l * k + q] +=
                (float) (problem.learningRate() * residual[l] * mean[q]);
          }
        }
      };
    };
  }

  private static double w(Parameters parameters, int k, int feature, int latent) {
    return parameters.values[parameters.embedding + feature * k + latent];
  }

  static void lastBit(Parameters parameters) {
    int at = parameters.core;
    parameters.values[at] = Math.nextUp(parameters.values[at]);
  }

  static void decay(Parameters parameters) {
    for (int i = parameters.core; i < parameters.values.length; i++) {
      parameters.values[i] *= 0.9999f;
    }
  }

  /** A last bit too small, each step. */
  static void towardsZero(Parameters parameters) {
    for (int i = parameters.core; i < parameters.values.length; i++) {
      float value = parameters.values[i];
      parameters.values[i] = value == 0 ? 0 : Math.nextAfter(value, 0);
    }
  }

  static void embeddingMoves(Parameters parameters) {
    if (parameters.embedding != Parameters.ABSENT) {
      int at = parameters.embedding;
      parameters.values[at] = Math.nextUp(parameters.values[at]);
    }
  }

  static void biasStays(Parameters parameters, float[] before) {
    if (parameters.bias != Parameters.ABSENT) {
      int length = before.length - parameters.bias;
      System.arraycopy(before, parameters.bias, parameters.values, parameters.bias, length);
    }
  }

  static void skipped(Parameters parameters, float[] before, int step) {
    if (step % 100 == 99) {
      System.arraycopy(before, 0, parameters.values, 0, before.length);
    }
  }
}
