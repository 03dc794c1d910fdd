package dev.superlane.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which benchmarks, forks and iterations, unless JMH's own arguments say otherwise. */
public enum BenchPreset {
  /** Under 4 minutes on 2 cores: 21 rows, 3 forks. */
  QUICK(
      "-f 3 -wi 3 -w 200ms -i 3 -r 200ms",
      BenchPreset.PEAK,
      BenchPreset.GEMM + " -p transpose=NN -p mnk=256x256x256,768x768x768",
      "GemmBenchmark.scalarNoSuperWord -p transpose=NN -p mnk=256x256x256,768x768x768",
      "StepBenchmark.vector|(Rows|Elementwise)Benchmark.vector|SamplerBenchmark"
          + " -p columns=256 -p length=4096 -p features=4096 -p density=1"),

  /** Under 40 minutes on 2 cores: 142 rows, 5 forks. */
  NORMAL(
      "-f 5 -wi 3 -w 200ms -i 4 -r 200ms",
      BenchPreset.PEAK,
      BenchPreset.GEMM,
      // The scalar references take a second and more a call at the larger sizes.
      "GemmBenchmark.scalar -p transpose=NN -p mnk=256x256x256,768x768x768,79x1024x256",
      "RowsBenchmark|ElementwiseBenchmark|SamplerBenchmark",
      "StepBenchmark"),

  /** For the record: every kernel and step, 10 forks, in 3 hours. */
  FULL("-f 10 -wi 4 -w 250ms -i 5 -r 250ms", ".* -e PathBenchmark -e SanityBenchmark");

  /** GFLOP/s and GB/s. */
  private static final String RATES = " -prof roofline:rates";

  /** With the warm-up that its loop needs to be compiled for good. */
  private static final String PEAK = "PeakBenchmark -wi 5 -w 400ms";

  /** C2 takes up to two seconds for its tiles where it shares a core with them. */
  private static final String GEMM = "GemmBenchmark.vector -wi 5 -w 400ms";

  private final JmhArguments settings;
  private final List<JmhArguments> choices;

  BenchPreset(String settings, String... choices) {
    this.settings = JmhArguments.parse(settings + RATES);
    this.choices = Arrays.stream(choices).map(JmhArguments::parse).toList();
  }

  /** JMH's arguments, a run each: what was given wins, and patterns replace all the choices. */
  List<JmhArguments> with(JmhArguments given) {
    Stream<JmhArguments> runs =
        given.patterns().isEmpty() ? choices.stream().map(given::over) : Stream.of(given);
    return runs.map(run -> run.over(settings)).toList();
  }
}
