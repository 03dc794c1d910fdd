package dev.superlane.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.ScalarKernels;
import dev.superlane.train.TrainConfig;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelCallTest {
  /** Sizes of which none divides another. */
  @ParameterizedTest
  @EnumSource(KernelCall.Kind.class)
  void everyKernelRunsAgainAndAgain(KernelCall.Kind kind) {
    Map<String, String> sizes = Map.of("features", "37", "width", "11", "batch", "7");
    KernelCall call =
        new KernelCall(kind, TrainConfig.of(sizes).problem(1), ScalarKernels.INSTANCE);
    for (int step = 0; step < 100; step++) {
      call.run(step);
    }
    assertThat(call.finite()).isTrue();
  }
}
