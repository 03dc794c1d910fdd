package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import org.junit.jupiter.api.Test;

class PathChoiceTest {
  @Test
  void sparseWhereFewFeaturesAreActive() {
    assertThat(choice(1024, 256, 512, 1, Embedding.FROZEN)).isEqualTo(StepPath.SPARSE);
    assertThat(choice(1024, 256, 512, 1, Embedding.LEARNED)).isEqualTo(StepPath.SPARSE);
    assertThat(choice(1024, 1024, 256, 1, Embedding.IDENTITY)).isEqualTo(StepPath.SPARSE);
  }

  @Test
  void denseWhereMostAre() {
    assertThat(choice(256, 64, 512, 128, Embedding.FROZEN)).isEqualTo(StepPath.DENSE);
    assertThat(choice(512, 128, 256, 256, Embedding.LEARNED)).isEqualTo(StepPath.DENSE);
    assertThat(choice(64, 64, 256, 32, Embedding.IDENTITY)).isEqualTo(StepPath.DENSE);
  }

  private static StepPath choice(
      int features, int width, int batch, double density, Embedding embedding) {
    boolean identity = embedding == Embedding.IDENTITY;
    Activation activation = identity ? Activation.LINEAR : Activation.RELU;
    return PathChoice.choose(
        new Problem(
            new Shape(features, width, batch, embedding, activation, !identity),
            Spectrum.power(features, 1.5, density),
            Teacher.importance(features, 0),
            Gradient.MINIBATCH,
            0.1,
            1));
  }
}
