package dev.superlane.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.model.Embedding;
import dev.superlane.profile.LeastWork;
import dev.superlane.profile.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarkWorkTest {
  private static Optional<Work> of(String benchmark, Map<String, String> params) {
    return BenchmarkWork.of("dev.superlane.jmh." + benchmark + ".method", params::get);
  }

  @Test
  void workFollowsTheParameters() {
    assertThat(of("GemmBenchmark", Map.of("mnk", "2x3x5"))).contains(Work.gemm(2, 3, 5));
    assertThat(of("TeamBenchmark", Map.of("n", "8"))).contains(Work.gemm(8, 8, 8));
    assertThat(of("ElementwiseBenchmark", Map.of("operation", "AXPY", "length", "64")))
        .contains(Work.axpy(64));
    Map<String, String> cell = Map.of("path", "DENSE", "cell", "64 16 32 1 1.5 learned relu");
    assertThat(of("PathBenchmark", cell)).contains(Work.denseStep(64, 16, 32, true));
    assertThat(of("NoSuchBenchmark", Map.of())).isEmpty();
  }

  @Test
  void aSparseStepsWorkIsTheMeanOfItsBatches() {
    String nkb = "64x16x32";
    LeastWork least =
        LeastWork.mean(
            StepBenchmark.problem(nkb, Embedding.FROZEN),
            StepBenchmark.TRAINED,
            BenchmarkWork.BATCHES);
    assertThat(of("StepBenchmark", Map.of("nkb", nkb, "embedding", "FROZEN", "path", "SPARSE")))
        .hasValueSatisfying(work -> assertThat(work.flops()).isEqualTo(least.flops()));
  }

  /** All but the sampler, whose work is random numbers, and what has no work. */
  @Test
  void everyBenchmarkOfTheJarHasItsWork() {
    Stream<BenchmarkListEntry> all =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
            .stream();
    assertThat(all.filter(entry -> !known(entry)).map(BenchmarkListEntry::getUsername))
        .containsExactlyInAnyOrder(
            "dev.superlane.jmh.SamplerBenchmark.sample",
            "dev.superlane.jmh.SanityBenchmark.emptyLoop",
            "dev.superlane.jmh.SanityBenchmark.timerStep");
  }

  /** At the first value of each parameter. */
  private static boolean known(BenchmarkListEntry entry) {
    Map<String, String[]> values = entry.getParams().orElse(Map.of());
    return BenchmarkWork.of(entry.getUsername(), name -> first(values.get(name))).isPresent();
  }

  /** An enumeration without values in its annotation stands for all of them. */
  private static String first(String[] values) {
    boolean named = values.length > 0 && !values[0].equals(Param.BLANK_ARGS);
    return named ? values[0] : ElementwiseBenchmark.Operation.AXPY.name();
  }
}
