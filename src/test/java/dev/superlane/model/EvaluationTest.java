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

  /**
   * Each output is a chain of at most N + 2K + 2 roundings on terms of size about 1, and each
   * sample's squares add up in float: relative 1e-4 is (N + 2K + 2 + N)·2⁻²⁴ with a factor 15 for
   * terms that cancel.
   */
  @Test
  void isTheDefinition() {
    for (Activation activation : Activation.values()) {
      boolean relu = activation == Activation.RELU;
      Problem problem = problem(activation, relu, Embedding.FROZEN);
      Parameters parameters = Parameters.initial(problem.shape(), 0.8, 4);
      if (relu) {
        parameters.values[parameters.bias + 2] = 0.25f;
      }
      double[] expected = definition(problem, parameters);
      Evaluation evaluation = evaluate(problem, parameters, VectorKernels.INSTANCE, 1);
      assertThat(evaluation.loss()).isCloseTo(expected[0], within(1e-4 * expected[0]));
      // A gate within rounding of 0 may fall on either side: one in 10 000 outputs at most.
      assertThat(evaluation.openGates()).isCloseTo(expected[1], within(1e-4));
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

  /** Loss and share of open gates by the formulas. */
  private static double[] definition(Problem problem, Parameters parameters) {
    SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), Evaluation.HELD_OUT);
    new BatchSampler(problem.spectrum(), problem.seed())
        .sample(Stream.HELD_OUT, 0, Evaluation.HELD_OUT, batch);
    double sum = 0;
    long open = 0;
    for (int r = 0; r < batch.rows; r++) {
      double[] x = new double[N];
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        x[batch.indices[j]] = batch.values[j];
      }
      double[] z = latent(parameters, x);
      for (int i = 0; i < N; i++) {
        double o = problem.shape().bias() ? parameters.values[parameters.bias + i] : 0;
        for (int l = 0; l < K; l++) {
          o += parameters.values[parameters.embedding + i * K + l] * z[l];
        }
        double y = problem.shape().relu() ? Math.max(0, o) : o;
        open += !problem.shape().relu() || o > 0 ? 1 : 0;
        sum += Math.pow(y - problem.importance()[i] * x[i], 2);
      }
    }
    return new double[] {sum / (2.0 * batch.rows), open / ((double) N * batch.rows)};
  }

  private static double[] latent(Parameters parameters, double[] x) {
    double[] z = new double[K];
    for (int l = 0; l < K; l++) {
      for (int q = 0; q < K; q++) {
        for (int i = 0; i < N; i++) {
          z[l] +=
              (double) parameters.values[parameters.core + l * K + q]
                  * parameters.values[parameters.embedding + i * K + q]
                  * x[i];
        }
      }
    }
    return z;
  }
}
