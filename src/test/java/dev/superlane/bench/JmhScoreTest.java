package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhScoreTest {
  @Test
  void readsWhatJmhWrites(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("jmh.json");
    Files.writeString(
        json,
        """
        [{"benchmark": "dev.superlane.jmh.StepBenchmark.vector",
          "params": {"path": "SPARSE", "nkb": "1024x256x512"},
          "primaryMetric": {"score": 12.5, "scoreError": "NaN", "scoreUnit": "us/op"},
          "secondaryMetrics": {"gflops": {"score": 20000, "scoreUnit": "us/op",
                                         "rawData": [[10000, 20000], [40000]]}}},
         {"benchmark": "dev.superlane.jmh.SamplerBenchmark.sample",
          "primaryMetric": {"score": 7.0, "scoreError": 0.1, "scoreUnit": "us/op",
                            "rawData": [[6.5, 7.5]]},
          "secondaryMetrics": {}},
         {"benchmark": "dev.superlane.jmh.GemmBenchmark.vector",
          "primaryMetric": {"score": 2.0, "scoreError": 0.5, "scoreUnit": "ops/s"},
          "secondaryMetrics": {"gflops": {"score": 90.5, "scoreUnit": "ops/s"}}}]
        """);
    assertThat(JmhScore.read(json))
        .satisfiesExactly(
            step -> {
              assertThat(step.label()).isEqualTo("StepBenchmark.vector 1024x256x512 SPARSE");
              assertThat(step.score()).isEqualTo(12.5);
              assertThat(step.unit()).isEqualTo("us/op");
              assertThat(step.gflops()).isEqualTo(50);
              assertThat(step.iterations()).isEmpty();
              assertThat(step.name()).isEqualTo("dev.superlane.jmh.StepBenchmark.vector");
              assertThat(step.gflopsIterations())
                  .satisfiesExactly(
                      fork -> assertThat(fork).containsExactly(100, 50),
                      fork -> assertThat(fork).containsExactly(25));
            },
            sampler -> {
              assertThat(sampler.gflops()).isNaN();
              assertThat(sampler.iterations())
                  .satisfiesExactly(fork -> assertThat(fork).containsExactly(6.5, 7.5));
              assertThat(sampler.gflopsIterations()).isEmpty();
            },
            gemm -> {
              assertThat(gemm.label()).isEqualTo("GemmBenchmark.vector");
              assertThat(gemm.error()).isEqualTo(0.5);
              assertThat(gemm.gflops()).isEqualTo(90.5);
            });
  }
}
