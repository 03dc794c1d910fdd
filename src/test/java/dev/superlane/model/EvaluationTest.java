package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import org.junit.jupiter.api.Test;

/** The recorded loss against the definition, summed in double sample by sample. */
class EvaluationTest {
  private static final int N = 30;
  private static final int K = 8;
  private static final double FLOAT = 0x1p-24;

  private static Problem problem(Activation activation, boolean bias, Embedding embedding) {
    int width = embedding == Embedding.IDENTITY ? N : K;
    return new Problem(
        new Shape(N, width, 16, embedding, activation, bias),
        Spectrum.power(N, 1.2, 3),
        Teacher.importance(N, 0.5),
        Gradient.MINIBATCH,
        0.5,
        3);
  }

  @Test
  void isTheDefinition() {
    for (Activation activation : Activation.values()) {
      boolean relu = activation == Activation.RELU;
      Problem problem = problem(activation, relu, Embedding.FROZEN);
      Parameters parameters = Parameters.initial(problem.shape(), 0.8, 4);
      if (relu) {
        parameters.values[parameters.bias + 2] = 0.25f;
      }
      Definition expected = definition(problem, parameters);
      Evaluation evaluation = evaluate(problem, parameters, VectorKernels.INSTANCE, 1);
      assertThat(evaluation.loss()).isCloseTo(expected.loss, within(expected.lossBound));
      assertThat(evaluation.openGates()).isCloseTo(expected.open, within(expected.openBound));
    }
  }

  @Test
  void hasTheSameBitsOnAnyThreadsAndKernels() {
    for (Embedding embedding : Embedding.values()) {
      boolean relu = embedding != Embedding.IDENTITY;
      Problem problem = problem(relu ? Activation.RELU : Activation.LINEAR, relu, embedding);
      Parameters parameters = Parameters.initial(problem.shape(), 0.8, 4);
      double loss = evaluate(problem, parameters, ScalarKernels.INSTANCE, 1).loss();
      assertThat(evaluate(problem, parameters, VectorKernels.INSTANCE, 1).loss()).isEqualTo(loss);
      assertThat(evaluate(problem, parameters, VectorKernels.INSTANCE, 3).loss()).isEqualTo(loss);
    }
  }

  private static Evaluation evaluate(
      Problem problem, Parameters parameters, Kernels kernels, int threads) {
    try (Team team = new Team(threads)) {
      Evaluation evaluation = new Evaluation(problem, parameters, kernels, team);
      evaluation.run();
      return evaluation;
    }
  }

  /** Loss and share of open gates, and how far rounding may take them. */
  private record Definition(double loss, double lossBound, double open, double openBound) {}

  /**
   * By the formulas. With o_abs the output's expression of absolute values, an output of the
   * evaluation errs by ε ≤ γ_m·o_abs, m = N + 2K + 2 (two chains of K, sums over at most N active
   * features, one of them on top of c), and ŷ − y* by no more than ε ≤ γ_(m+2)·(o_abs + |y*|): ReLU
   * does not stretch. Squares of e + ε differ by 2|e|ε + ε², and the float sum of N of them adds
   * γ_N times itself. A gate is in doubt where |o| is within ε. Sums in double, here and there, add
   * less than 2·4096·N of their units.
   */
  private static Definition definition(Problem problem, Parameters parameters) {
    SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), Evaluation.HELD_OUT);
    new BatchSampler(problem.spectrum(), problem.seed())
        .sample(Stream.HELD_OUT, 0, Evaluation.HELD_OUT, batch);
    boolean relu = problem.shape().relu();
    double sum = 0;
    double bound = 0;
    long open = 0;
    long doubtful = 0;
    for (int r = 0; r < batch.rows; r++) {
      double[] x = new double[N];
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        x[batch.indices[j]] = batch.values[j];
      }
      double[] o = output(problem, parameters, x, false);
      double[] size = output(problem, parameters, x, true);
      for (int i = 0; i < N; i++) {
        double target = problem.importance()[i] * x[i];
        double error = (relu ? Math.max(0, o[i]) : o[i]) - target;
        double room = gamma(N + 2 * K + 4, FLOAT) * (size[i] + target);
        double squareRoom = 2 * Math.abs(error) * room + room * room;
        sum += error * error;
        bound += squareRoom + gamma(N, FLOAT) * (error * error + squareRoom);
        open += !relu || o[i] > 0 ? 1 : 0;
        doubtful += relu && Math.abs(o[i]) <= room && room > 0 ? 1 : 0;
      }
    }
    bound += gamma(2.0 * batch.rows * N, 0x1p-53) * sum;
    double outputs = (double) N * batch.rows;
    return new Definition(
        sum / (2.0 * batch.rows), bound / (2.0 * batch.rows), open / outputs, doubtful / outputs);
  }

  private static double gamma(double m, double unit) {
    return m * unit / (1 - m * unit);
  }

  /** o = c + WᵀSWx, or the same of absolute values. */
  private static double[] output(
      Problem problem, Parameters parameters, double[] x, boolean absolute) {
    double[] theta = new double[parameters.values.length];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = absolute ? Math.abs(parameters.values[i]) : parameters.values[i];
    }
    double[] h = new double[K];
    double[] z = new double[K];
    double[] o = new double[N];
    for (int i = 0; i < N; i++) {
      for (int q = 0; x[i] != 0 && q < K; q++) {
        h[q] += theta[parameters.embedding + i * K + q] * x[i];
      }
    }
    for (int l = 0; l < K; l++) {
      for (int q = 0; q < K; q++) {
        z[l] += theta[parameters.core + l * K + q] * h[q];
      }
    }
    for (int i = 0; i < N; i++) {
      o[i] = problem.shape().bias() ? theta[parameters.bias + i] : 0;
      for (int l = 0; l < K; l++) {
        o[i] += theta[parameters.embedding + i * K + l] * z[l];
      }
    }
    return o;
  }
}
