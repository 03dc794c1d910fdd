package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.theory.PopulationLoss;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The population step descends the exact expected loss, which is quadratic in S. */
class PopulationStepTest {
  private static final int N = 18;
  private static final double RATE = 0.125;

  private static final double FLOAT = 0x1p-24;
  private static final double DOUBLE = 0x1p-53;

  /**
   * A central difference of a quadratic is exact for any h, so h = 1 leaves four errors: that of
   * the float step, γ_m·G_abs, where G_abs is the gradient's expression with absolute values and
   * additions (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1) and m = 2K + 4
   * for G·S·M − T (G and M to float, two chains of K) and N + 6 for the identity (S − A, p and the
   * diagonal to float, a sum of N, two products and an fma); that of the update; that of the double
   * loss, the same with its own unit; and the curvature times what rounding of centre ± 1 moves the
   * midpoint by.
   */
  @ParameterizedTest
  @EnumSource(
      value = Embedding.class,
      names = {"IDENTITY", "FROZEN"})
  void followsTheExactGradient(Embedding embedding) {
    boolean identity = embedding == Embedding.IDENTITY;
    int width = identity ? N : 7;
    Problem problem =
        new Problem(
            new Shape(N, width, 1, embedding, Activation.LINEAR, false),
            Spectrum.power(N, 1.3, 2),
            Teacher.importance(N, 0.4),
            Gradient.POPULATION,
            RATE,
            1);
    Parameters parameters = Parameters.initial(problem.shape(), 0.6, 2);
    Parameters stepped = Parameters.initial(problem.shape(), 0.6, 2);
    PopulationLoss sizes = sizes(problem, parameters);
    double stepGamma = gamma(identity ? N + 6 : 2 * width + 4, FLOAT);
    // Of a term: entries of G, M and T from N products of 4, two chains of K, the sum over K².
    double lossGamma = gamma(2 * (N + 8) + 2 * width + width * width, DOUBLE);
    try (Team team = new Team(2)) {
      TrainingSteps.of(problem, stepped, StepPath.DENSE, VectorKernels.INSTANCE, team).advance(0);
      Evaluation evaluation = new Evaluation(problem, parameters, VectorKernels.INSTANCE, team);
      for (int i = 0; i < width * width; i++) {
        int at = parameters.core + i;
        float centre = parameters.values[at];
        float up = centre + 1;
        float down = centre - 1;
        double apart = (double) up - down;
        double difference =
            (loss(evaluation, parameters, at, up) - loss(evaluation, parameters, at, down)) / apart;
        parameters.values[at] = centre;
        double gradient = (centre - (double) stepped.values[at]) / RATE;
        double curvature = sizes.g()[i / width * (width + 1)] * sizes.m()[i % width * (width + 1)];
        double shift = Math.abs(((double) up + down) / 2 - centre);
        double bound =
            stepGamma * gradientSize(sizes, parameters, i)
                + FLOAT * Math.max(Math.abs(centre), Math.abs(stepped.values[at])) / RATE
                + 2 * lossGamma * lossSize(sizes, parameters, at) / apart
                + curvature * shift;
        assertThat(Math.abs(gradient - difference)).isLessThanOrEqualTo(bound);
      }
    }
  }

  /** O(K²) bytes, and the moments, O(NK²) to make, once for the step and the loss beside it. */
  @Test
  void momentsAreMadeOnceAndNotCopiedForEachEntry() {
    int width = 64;
    Problem problem =
        new Problem(
            new Shape(96, width, 1, Embedding.FROZEN, Activation.LINEAR, false),
            Spectrum.power(96, 1.3, 2),
            Teacher.importance(96, 0.4),
            Gradient.POPULATION,
            RATE,
            1);
    Parameters parameters = Parameters.initial(problem.shape(), 0.6, 2);
    PopulationLoss moments = TrainingSteps.moments(problem, parameters);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Team team = new Team(1)) {
      long before = threads.getCurrentThreadAllocatedBytes();
      TrainingStep step =
          new PopulationBottleneckStep(
              problem,
              parameters,
              Descent.sgd(problem, parameters),
              moments,
              VectorKernels.INSTANCE,
              team);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before - GemmBuffers.bytes();
      // 5 matrices of floats and 3 copies of doubles are 44 K²; the rest is for classes loaded on
      // the way. A copy an entry would be 24 K⁴, 2000 times that.
      assertThat(bytes).isLessThan(10 * 44L * width * width);

      Evaluation beside = new Evaluation(problem, parameters, VectorKernels.INSTANCE, team, step);
      Evaluation alone = new Evaluation(problem, parameters, VectorKernels.INSTANCE, team);
      beside.run();
      alone.run();
      assertThat(beside.loss()).isEqualTo(alone.loss());
    }
  }

  /** The moments of |W|: those of W with each product's absolute value. */
  private static PopulationLoss sizes(Problem problem, Parameters parameters) {
    int width = problem.shape().width();
    float[] w = new float[N * width];
    for (int i = 0; i < w.length; i++) {
      boolean identity = parameters.embedding == Parameters.ABSENT;
      float unit = i % (width + 1) == 0 ? 1 : 0;
      w[i] = identity ? unit : Math.abs(parameters.values[parameters.embedding + i]);
    }
    return new PopulationLoss(
        problem.spectrum().probabilities(), problem.importance(), w, 0, width);
  }

  /** Entry i of G|S|M + T. */
  private static double gradientSize(PopulationLoss sizes, Parameters parameters, int i) {
    int width = parameters.shape.width();
    double[] g = sizes.g();
    double[] m = sizes.m();
    double sum = sizes.t()[i];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        double s = Math.abs(parameters.values[parameters.core + a * width + b]);
        sum += g[i / width * width + a] * s * m[b * width + i % width];
      }
    }
    return sum;
  }

  /** ½[tr(G|S|M|S|ᵀ) + 2 tr(|S|ᵀT) + tr(AΣA)] with entry {@code at} of S one further from 0. */
  private static double lossSize(PopulationLoss sizes, Parameters parameters, int at) {
    int width = parameters.shape.width();
    float[] negative = new float[width * width];
    for (int i = 0; i < negative.length; i++) {
      negative[i] = -Math.abs(parameters.values[parameters.core + i]);
    }
    negative[at - parameters.core] -= 1;
    return sizes.of(negative, 0);
  }

  private static double gamma(double m, double unit) {
    return m * unit / (1 - m * unit);
  }

  private static double loss(Evaluation evaluation, Parameters parameters, int at, float value) {
    parameters.values[at] = value;
    evaluation.run();
    return evaluation.loss();
  }
}
