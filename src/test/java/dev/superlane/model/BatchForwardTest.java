package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import org.junit.jupiter.api.Test;

class BatchForwardTest {
  /** 65 536 basis rows of 65 536 features are 2^32, which an int takes for 0. */
  @Test
  void refusesProductsBeyondAnArray() {
    Problem problem =
        new Problem(
            new Shape(65_536, 1, 65_536, Embedding.FROZEN, Activation.LINEAR, false),
            Spectrum.power(65_536, 1.5, 1),
            Teacher.importance(65_536, 0),
            Gradient.MINIBATCH,
            0.1,
            1);
    Parameters parameters = new Parameters(problem.shape());
    try (Team team = new Team(1)) {
      TeamGemm gemm = new TeamGemm(ScalarKernels.INSTANCE, team);
      assertThatThrownBy(() ->
              new BatchForward(
                  problem, parameters, ScalarKernels.INSTANCE, team, gemm, null, 65_536, 65_536))
          .isInstanceOf(ArithmeticException.class);
    }
  }
}
