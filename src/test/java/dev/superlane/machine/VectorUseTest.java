package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorUseTest {

  /** Speed and allocation are evidence, each alone is not. */
  @Test
  void theProbeDecides() {
    assertThat(VectorUse.of(FastVectors.inRegisters(15.8))).isEqualTo(VectorUse.USED);
    assertThat(VectorUse.of(FastVectors.inRegisters(1.3))).isEqualTo(VectorUse.UNKNOWN);
    assertThat(VectorUse.of(new FastVectors(false, "boxed", 4096, Double.NaN)))
        .isEqualTo(VectorUse.NOT_USED);
    assertThat(VectorUse.of(new FastVectors(false, "-Xint", Double.NaN, Double.NaN)))
        .isEqualTo(VectorUse.NOT_USED);
  }

  @Test
  void theSentenceGivesTheEvidence() {
    assertThat(VectorUse.sentence(FastVectors.inRegisters(1.3)))
        .startsWith("cannot tell")
        .contains("1.3 times the scalar speed");
    assertThat(VectorUse.facts(FastVectors.inRegisters(15.8)))
        .containsEntry("instructions", "used");
  }
}
