package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines of Python, where there are Python, NumPy and SciPy. */
class PythonExampleTest {
  private static final Pattern LINES = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private record Ran(int exit, String out) {}

  private Ran python(String lines) throws IOException, InterruptedException {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", lines)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(python.waitFor(), out);
    } catch (IOException e) {
      return new Ran(-1, e.getMessage());
    }
  }

  @Test
  void readsARunABatchAndASnapshot() throws Exception {
    assumeTrue(python("import numpy, scipy.sparse").exit() == 0, "no python3 with numpy and scipy");
    Path run = folder.resolve("run");
    CommandLineRun.ofLine("train --channel-exponent 0.5 --steps 100 --snapshots 100 --out " + run);
    CommandLineRun.ofLine(
        "batch --channel-exponent 0.5 --held-out --out " + folder.resolve("held-out.npz"));
    Matcher lines = LINES.matcher(Files.readString(Path.of("README.md")));
    assertThat(lines.find()).isTrue();
    Ran ran = python(lines.group(1));
    assertThat(ran.exit()).as(ran.out()).isZero();
    double[] losses =
        Arrays.stream(ran.out().strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
    // Two libraries' floats; a wrong tensor, order or sample changes the first digits.
    assertThat(losses).hasSize(2);
    assertThat(losses[0]).isCloseTo(losses[1], within(1e-4 * losses[1]));
  }
}
