package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Case RELU =
      Case.minibatch().stream()
          .filter(c -> c.problem().shape().bias() && c.problem().shape().features() < 20)
          .findFirst()
          .orElseThrow();

  /** A zero core leaves o = c: shut gates answer 0, open ones c. */
  @Test
  void theLossOfAStudentThatAnswersItsBias() {
    Problem problem = RELU.problem();
    Parameters start = new Parameters(problem.shape());
    int open = 3;
    start.values[start.bias + open] = 0.5f;
    start.values[start.bias + open + 1] = -0.5f;
    SparseBatch batch = batch(problem);
    double sum = 0.25 * batch.rows;
    for (int j = 0; j < batch.nonZeros(); j++) {
      int feature = batch.indices[j];
      double y = problem.importance()[feature] * (double) batch.values[j];
      sum += feature == open ? (0.5 - y) * (0.5 - y) - 0.25 : y * y;
    }
    Reference reference = new Reference(problem, start, 0);
    double[] theta = Doubles.of(start.values);
    assertThat(reference.loss(theta)).isCloseTo(sum / (2 * batch.rows), within(1e-14));
  }

  /** A bias that an output of an empty sample comes out as, nearer to 0 than a difference goes. */
  @Test
  void aGateWithinADifferencesReachIsSeen() {
    Parameters start = RELU.start();
    assertThat(move(start)).isLessThan(0.5);
    start.values[start.bias] = (float) CentralDifference.REACH / 2;
    assertThat(move(start)).isGreaterThan(1);
  }

  private static double move(Parameters start) {
    return new Reference(RELU.problem(), start, 0).gatesMove(Doubles.of(start.values), 1);
  }

  /** The mean of the batch loss over batches is the expected one: within 4 standard errors. */
  @Test
  void thePopulationLossIsTheMeanOfBatchLosses() {
    Case frozen =
        Case.population().stream()
            .filter(c -> c.problem().shape().embedding() == Embedding.FROZEN)
            .findFirst()
            .orElseThrow();
    Parameters start = frozen.start();
    double[] theta = Doubles.of(start.values);
    int batches = 20_000;
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < batches; t++) {
      double loss = new Reference(frozen.problem(), start, t).loss(theta);
      sum += loss;
      squares += loss * loss;
    }
    double mean = sum / batches;
    double error = Math.sqrt((squares / batches - mean * mean) / batches);
    double expected = new PopulationReference(frozen.problem(), start).loss(theta);
    assertThat(error).isLessThan(0.02 * mean);
    assertThat(expected).isCloseTo(mean, within(4 * error));
  }

  private static SparseBatch batch(Problem problem) {
    int rows = problem.shape().batch();
    SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), rows);
    new BatchSampler(problem.spectrum(), problem.seed()).sample(Stream.BATCH, 0, rows, batch);
    return batch;
  }
}
