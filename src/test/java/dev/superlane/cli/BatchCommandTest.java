package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.BatchFile;
import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchCommandTest {
  private static final String OPTIONS =
      "batch --features 40 --width 8 --batch 16 --density 3 --data-exponent 1.2 --seed 5 ";

  @TempDir Path folder;

  private byte[] expected(Stream stream, int step, int rows) throws IOException {
    Spectrum spectrum = Spectrum.power(40, 1.2, 3);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, rows);
    new BatchSampler(spectrum, 5).sample(stream, step, rows, batch);
    Path file = folder.resolve("expected.npz");
    BatchFile.write(file, batch, 40);
    return Files.readAllBytes(file);
  }

  @Test
  void writesTheBatchOfAStepOrTheHeldOutSet() throws IOException {
    Path file = folder.resolve("b.npz");
    CommandLineRun run = CommandLineRun.ofLine(OPTIONS + "--step 7 --out " + file);
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lastLine()).isEqualTo("results: " + file);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected(Stream.BATCH, 7, 16));
    CommandLineRun.ofLine(OPTIONS + "--held-out --out " + file);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected(Stream.HELD_OUT, 0, 4096));
  }

  @Test
  void anEmptyNameIsQuoted() {
    assertThat(CommandLineRun.of("batch", "--step", "1", "--out", ""))
        .isEqualTo(
            new CommandLineRun(
                2,
                "",
                "superlane: --out is '', which is not the name of a file: allowed is a file in a writable folder%n"
                    .formatted()));
  }

  /** Of a device, the rename would leave a plain file in its place. */
  @Test
  void aPipeStaysAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CommandLineRun run = CommandLineRun.ofLine(OPTIONS + "--step 1 --out " + pipe);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("--out is " + pipe + ", which is a device or a pipe: allowed is");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --out b.npz                    | --step is missing
          --step -1 --out b.npz          | --step is -1, allowed is a whole number from 0 to 2147483646
          --step 2147483647 --out b.npz  | --step is 2147483647, allowed
          --step 1.5 --out b.npz         | --step is 1.5, allowed
          --step 1                       | '--out=FILE.npz'
          --step 1 --out none/b.npz      | /none/b.npz, which cannot be written to (no such file or folder)
          --step 1 --out .               | which is not the name of a file
          --step 1 --out b.npz --lr -1   | --lr is -1, allowed
          --step 1 --out b.npz --embedding identity --width 40 --gradient population | --gradient is population
          """)
  void refuses(String options, String message) throws IOException {
    String line = (OPTIONS + options).replace("--out ", "--out " + folder + "/");
    if (options.contains("identity")) {
      line = line.replace("--width 8 ", "");
    }
    CommandLineRun run = CommandLineRun.ofLine(line);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("superlane: ").contains(message);
    assertThat(run.err().lines()).hasSize(1);
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
