package dev.superlane.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.bench.JmhArguments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

class RowByRowTest {
  private static List<String> rows(String words) throws CommandLineOptionException {
    return RowByRow.rows(JmhArguments.parse(words)).stream()
        .map(row -> String.join(" ", row.words()))
        .toList();
  }

  @Test
  void aRowHasOneBenchmarkAndOneValueOfEachParameter() throws Exception {
    assertThat(rows("-f 2 GemmBenchmark.vector -p transpose=NN,TN -p mnk=8x8x8,9x9x9"))
        .containsExactly(
            "-f 2 -p mnk=8x8x8 -p transpose=NN ^dev\\.superlane\\.jmh\\.GemmBenchmark\\.vector$",
            "-f 2 -p mnk=8x8x8 -p transpose=TN ^dev\\.superlane\\.jmh\\.GemmBenchmark\\.vector$",
            "-f 2 -p mnk=9x9x9 -p transpose=NN ^dev\\.superlane\\.jmh\\.GemmBenchmark\\.vector$",
            "-f 2 -p mnk=9x9x9 -p transpose=TN ^dev\\.superlane\\.jmh\\.GemmBenchmark\\.vector$");
  }

  /** Three benchmarks of two paths and two embeddings at one size. */
  @Test
  void valuesThatAreNotGivenAreTheBenchmarksOwn() throws Exception {
    assertThat(rows("StepBenchmark"))
        .hasSize(12)
        .doesNotHaveDuplicates()
        .allMatch(row -> row.contains("-p nkb=1024x256x512") && row.contains("-p threads=1"));
    assertThat(rows("StepBenchmark -e scalar")).hasSize(4);
  }

  @Test
  void aBenchmarkWithoutParametersIsARow() throws Exception {
    assertThat(rows("PeakBenchmark")).hasSize(1);
    assertThat(rows("NoSuchBenchmark")).isEmpty();
  }

  @Test
  void theTimeLeftGoesByTheRowsThatAreDone() {
    assertThat(RowByRow.progress(0, 21, 5)).isEqualTo("1 of 21");
    assertThat(RowByRow.progress(2, 21, 20_000_000_000L)).isEqualTo("3 of 21, about 00:03:10 left");
    assertThat(RowByRow.progress(1, 501, 10_000_000_000L))
        .isEqualTo("2 of 501, about 01:23:20 left");
  }
}
