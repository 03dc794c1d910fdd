package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.PathChoice;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkTest {
  @Test
  void aProductReadsBothOperandsAndWritesItsResultOnce() {
    assertThat(Work.gemm(2, 3, 5)).isEqualTo(new Work(60, 4 * (10 + 15 + 6)));
  }

  @Test
  void aGatherReadsEachDistinctRowOnce() {
    // 7 entries of an index and a value; 3 dense rows and 4 rows of output, 10 columns each.
    assertThat(Work.gather(4, 10, 7, 3)).isEqualTo(new Work(140, 7 * 8 + 40 * 3 + 40 * 4));
  }

  @Test
  void aScatterReadsAndWritesEachDistinctRow() {
    assertThat(Work.scatter(4, 10, 7, 3))
        .isEqualTo(new Work(140, 7 * 8 + 40 * 4 + 2 * 40 * 3, 7 * 8 + 40 * 4 + 40 * 3));
  }

  @Test
  void elementwiseLoopsCountEachArrayTheyName() {
    assertThat(Work.axpy(8)).isEqualTo(new Work(16, 96, 64));
    assertThat(Work.dot(8)).isEqualTo(new Work(16, 64));
    assertThat(Work.gateResidual(2, 8)).isEqualTo(new Work(64, 2 * 8 * 12 + 64, 2 * 8 * 8 + 64));
    assertThat(Work.map(8)).isEqualTo(new Work(8, 64, 32));
    assertThat(Work.reduce(8)).isEqualTo(new Work(8, 32));
    assertThat(Work.copy(8)).isEqualTo(new Work(0, 64));
  }

  @ParameterizedTest
  @EnumSource(
      value = Embedding.class,
      names = {"FROZEN", "LEARNED"})
  void aDenseStepsFlopsAreThoseThatThePathChoiceCounts(Embedding embedding) {
    Shape shape = new Shape(96, 32, 24, embedding, Activation.RELU, true);
    Problem problem =
        new Problem(
            shape,
            Spectrum.power(96, 1.5, 1),
            Teacher.importance(96, 0),
            Gradient.MINIBATCH,
            0.1,
            1);

    Work work = Work.denseStep(96, 32, 24, embedding == Embedding.LEARNED);

    assertThat(work.flops()).isEqualTo(2 * PathChoice.denseWork(problem));
  }

  @Test
  void aDenseFrozenStepsBytesAreThoseOfItsFiveProducts() {
    double n = 7;
    double k = 3;
    double b = 5;
    double wide = b * n + n * k + b * k;
    double square = 2 * b * k + k * k;
    assertThat(Work.denseStep(n, k, b, false).bytes()).isEqualTo(4 * (3 * wide + 2 * square));
    assertThat(Work.denseStep(n, k, b, true).bytes()).isEqualTo(4 * (5 * wide + 3 * square));
  }

  @Test
  void aSparseStepsFlopsAreTheLeastWork() {
    Shape shape = new Shape(96, 32, 24, Embedding.FROZEN, Activation.RELU, true);

    Work work = Work.sparseStep(96, 32, 40, 11);

    assertThat(work.flops()).isEqualTo(new LeastWork(shape, 11, 40).flops());
    double v = 11 * 32 + 32 * 32 + 11 * 32;
    double p = 11 * 32 + 32 * 96 + 11 * 96;
    assertThat(work.bytes()).isEqualTo(4 * (2 * v + p) + 8 * 40 + 4 * 11 * 96);
  }
}
