package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTextTest {
  private static BenchRow row(String label, String column, String unit, double... forks) {
    List<double[]> iterations =
        Arrays.stream(forks).mapToObj(fork -> new double[] {fork, fork}).toList();
    return new BenchRow(label, column, unit, Double.NaN, Double.NaN, iterations);
  }

  /** Speeds, whatever the unit, are relative to the first column. */
  @Test
  void waysToRunStandSideBySide() {
    String text =
        BenchText.of(
            List.of(
                row("Gemm 8", "512", "ops/s", 100, 100),
                row("Gemm 8", "256", "ops/s", 40, 60),
                row("Step", "512", "us/op", 10, 10),
                row("Step", "256", "us/op", 20, 20)),
            100);
    assertThat(text)
        .startsWith(
            """
            benchmark         512  speed  256  speed
            Gemm 8     ops/s  100   1.00   50   0.50
            Step       us/op   10   1.00   20   0.50
            """)
        .contains("Gemm 8     256  ops/s     50                       40 60\n");
  }

  @Test
  void oneWayHasNoColumnsAndTwoModesAreNamed() {
    String text =
        BenchText.of(List.of(row("Gemm", "", "ops/s", 10, 12.01, 10.01, 12, 10.02, 11.99)), 100);
    assertThat(text)
        .startsWith("benchmark ")
        .endsWith("bimodal: Gemm: 3 forks at 10.01 and 3 at 12 ops/s\n");
  }

  @Test
  void namesCannotRewriteTheTerminal() {
    assertThat(BenchText.of(List.of(row("a\u001b[2J\nb", "", "ops/s", 1)), 1))
        .doesNotContain("\u001b")
        .contains("a?[2J?b");
  }
}
