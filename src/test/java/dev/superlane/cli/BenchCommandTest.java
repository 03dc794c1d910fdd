package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is written; BenchRunTest has what runs. */
class BenchCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --fast            | --fast is no option of bench, whose options begin with --
          --quick --full    | --quick and --full are given: allowed is one of them
          --widths 1024     | --widths is 1024, allowed are
          --kernels fast    | --kernels is fast, allowed are
          --threads 0       | --threads is 0, allowed are
          --jdk /dev/null   | --jdk is /dev/null, which has no bin/java: allowed is the folder of a JDK 25 or newer
          -f 0              | -f is 0, allowed is 1 or more
          -zzz Peak         | JMH cannot read its arguments
          Nowhere           | no benchmark matches
          """)
  void wrongOptionsAreOneSentenceAndNoFolder(String words, String sentence) {
    Path out = folder.resolve("out");
    CommandLineRun run = CommandLineRun.ofLine("bench --out " + out + " " + words);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("superlane: " + sentence).hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderThatIsNoneIsRefused() {
    CommandLineRun run = CommandLineRun.ofLine("bench Peak --out /dev/null");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("superlane: --out is /dev/null, which is not a folder");
  }
}
