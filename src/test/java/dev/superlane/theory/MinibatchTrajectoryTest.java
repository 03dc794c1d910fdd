package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MinibatchTrajectoryTest {
  static Stream<Arguments> small() {
    return Stream.of(
        Arguments.of(Reference.powerLaw(7, 1.1, 1), 1, 0.2),
        Arguments.of(Reference.powerLaw(7, 1.5, 1), 8, 0.7),
        Arguments.of(Reference.powerLaw(7, 1.5, 5), 3, 0.1), // some clipped
        Arguments.of(Reference.powerLaw(7, 3, 1), 1024, 1.0),
        Arguments.of(new double[] {1, 0.3, 0.3, 0, 0.9, 0.05}, 2, 0.3),
        Arguments.of(new double[] {0.6}, 1, 0.4),
        Arguments.of(Reference.powerLaw(7, 1.1, 1), 1, 3)); // diverges
  }

  /**
   * The recursion with F by its four indices and matrices by three loops. Sums of N² positive and
   * negative terms of like size, 60 steps: 60·50·ε = 7e-13 of the largest, so 1e-11 of a loss that
   * is not far below it.
   */
  @ParameterizedTest
  @MethodSource("small")
  void isTheRecursionByIndexSums(double[] p, int batch, double learningRate) {
    int n = p.length;
    int offset = 2;
    double[] importance = Reference.importance(n, 0.4);
    float[] start = Reference.gaussians(offset + n * n, 0.5, 3);
    follow(
        p,
        batch,
        learningRate,
        Reference.diagonal(importance),
        new MinibatchTrajectory(p, importance, batch, learningRate));
    double[][] d = Reference.matrix(start, offset, n, n);
    for (int k = 0; k < n; k++) {
      d[k][k] -= importance[k];
    }
    follow(
        p,
        batch,
        learningRate,
        d,
        new MinibatchTrajectory(p, importance, start, offset, batch, learningRate));
  }

  private static void follow(
      double[] p, int batch, double learningRate, double[][] d, MinibatchTrajectory ours) {
    int n = p.length;
    double[][] sigma = Reference.sigma(p);
    double[][] q = Reference.product(Reference.transpose(d), d);
    for (int t = 0; t <= 60; t++) {
      double loss = 0;
      double[][] sq = Reference.product(sigma, q);
      for (int i = 0; i < n; i++) {
        loss += sq[i][i] / 2;
      }
      assertThat(ours.loss()).as("t = %d", t).isCloseTo(loss, within(1e-11 * loss));
      double[][] sqs = Reference.product(sq, sigma);
      double[][] f = Reference.fourthMoment(p, q);
      double[][] next = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double square = (1 - 1.0 / batch) * sqs[i][j] + f[i][j] / batch;
          next[i][j] =
              q[i][j] - learningRate * (sq[i][j] + sq[j][i]) + learningRate * learningRate * square;
        }
      }
      q = next;
      ours.advance();
    }
  }

  /**
   * SGD itself, from the data's definition: the mean of 40 000 runs after 1, 5 and 25 steps, within
   * 5 of its standard errors.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.15", "4, 0.4"})
  void isTheMeanOfRuns(int batch, double learningRate) {
    int n = 5;
    double[] p = Reference.powerLaw(n, 1.3, 1.5);
    double[] importance = Reference.importance(n, 0.5);
    double[][] sigma = Reference.sigma(p);
    int[] at = {1, 5, 25};
    double[] sum = new double[at.length];
    double[] squares = new double[at.length];
    int runs = 40_000;
    Random random = new Random(17);
    for (int run = 0; run < runs; run++) {
      double[][] d = Reference.diagonal(importance);
      int record = 0;
      for (int t = 1; t <= at[at.length - 1]; t++) {
        d = step(d, p, batch, learningRate, random);
        if (t == at[record]) {
          double loss = Reference.loss(d, sigma);
          sum[record] += loss;
          squares[record] += loss * loss;
          record++;
        }
      }
    }
    MinibatchTrajectory ours = new MinibatchTrajectory(p, importance, batch, learningRate);
    int steps = 0;
    for (int record = 0; record < at.length; record++) {
      for (; steps < at[record]; steps++) {
        ours.advance();
      }
      double mean = sum[record] / runs;
      double error = Math.sqrt((squares[record] / runs - mean * mean) / runs);
      assertThat(error).isLessThan(0.01 * mean);
      assertThat(ours.loss()).as("t = %d", at[record]).isCloseTo(mean, within(5 * error));
    }
  }

  private static double[][] step(
      double[][] d, double[] p, int batch, double learningRate, Random random) {
    int n = p.length;
    double[][] next = new double[n][n];
    for (int k = 0; k < n; k++) {
      next[k] = d[k].clone();
    }
    double[] x = new double[n];
    for (int sample = 0; sample < batch; sample++) {
      for (int i = 0; i < n; i++) {
        x[i] = random.nextDouble() < p[i] ? 2 * random.nextDouble() : 0;
      }
      for (int k = 0; k < n; k++) {
        double r = 0;
        for (int j = 0; j < n; j++) {
          r += d[k][j] * x[j];
        }
        for (int j = 0; j < n; j++) {
          next[k][j] -= learningRate / batch * r * x[j];
        }
      }
    }
    return next;
  }

  /** The batch's share of a step is 1/B: with B = 2³¹ − 1 it is the population gradient to 1e-6. */
  @Test
  void anEndlessBatchIsThePopulationGradient() {
    int n = 64;
    double[] p = Reference.powerLaw(n, 1.5, 2);
    double[] importance = Reference.importance(n, 0.5);
    IdentityTrajectory population = new IdentityTrajectory(p, importance, 0.4);
    MinibatchTrajectory ours = new MinibatchTrajectory(p, importance, Integer.MAX_VALUE, 0.4);
    for (int t = 0; t <= 500; t++) {
      double loss = population.loss(t);
      assertThat(ours.loss()).as("t = %d", t).isCloseTo(loss, within(1e-6 * loss));
      ours.advance();
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    double[] p = {0.5, 0.25};
    double[] one = {1, 1};
    assertThatThrownBy(() -> new MinibatchTrajectory(p, new double[3], 1, 0.1))
        .hasMessage("importance has 3 entries, allowed is 2 as p has");
    assertThatThrownBy(() -> new MinibatchTrajectory(p, one, 0, 0.1))
        .hasMessage("batch is 0, allowed is 1 or more");
    assertThatThrownBy(() -> new MinibatchTrajectory(p, one, 1, 0))
        .hasMessage("learning rate is 0.0, allowed is a finite number above 0");
    assertThatThrownBy(() -> new MinibatchTrajectory(p, one, new float[4], 1, 1, 0.1))
        .hasMessage("start has 3 entries from offset 1, allowed is 2 x 2 or more, both 1 or more");
  }
}
