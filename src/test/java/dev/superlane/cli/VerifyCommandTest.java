package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(300)
class VerifyCommandTest {
  @TempDir Path folder;

  private static JsonNode json(Path out) throws Exception {
    return new JsonMapper().readTree(Files.readString(out.resolve("verify.json")));
  }

  /** In a JVM of its own, which starts another of that width and hands everything on. */
  @Test
  void theQuickPresetPassesAndIsOnRecord() throws Exception {
    Path out = folder.resolve("verify");
    String line = "verify --quick --vector-bits 128 --threads 2 --kernels vector --out " + out;
    Process process = CommandLineRun.start(folder, false, List.of(), line.split(" "));
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    List<String> said = Files.readAllLines(folder.resolve("out"));
    assertThat(said.getFirst())
        .startsWith("verify, quick: ")
        .contains("vector kernels on 2 threads, vectors of 128 bits (4 lanes)");
    assertThat(said.get(1)).startsWith("vector instructions: ");
    assertThat(said.getLast()).isEqualTo("results: " + out);
    assertThat(CommandLineRun.withoutDisturbance(Files.readString(folder.resolve("err"))))
        .doesNotContain("\r", "superlane:");

    JsonNode json = json(out);
    assertThat(json.path("command").stringValue()).contains("--vector-bits 128", "--threads 2");
    assertThat(json.path("preset").stringValue()).isEqualTo("quick");
    assertThat(json.path("kernels").stringValue()).isEqualTo("vector");
    assertThat(json.path("threads").intValue()).isEqualTo(2);
    assertThat(json.path("machine").path("vector_bits").intValue()).isEqualTo(128);
    assertThat(json.path("surroundings").has("disturbed")).isTrue();
    assertThat(json.path("vectors").path("evidence").stringValue()).isNotEmpty();
    assertThat(json.path("summary").path("status").stringValue()).isEqualTo("passed");
    int rows = json.path("rows").size();
    assertThat(rows).isGreaterThan(100).isEqualTo(json.path("summary").path("passed").intValue());
    assertThat(said.stream().filter(row -> row.startsWith("PASS"))).hasSize(rows);
    for (JsonNode row : json.path("rows")) {
      assertThat(row.path("measured").doubleValue())
          .isLessThanOrEqualTo(row.path("bound").doubleValue());
      if (row.has("curve")) {
        String curve = row.path("curve").stringValue();
        for (String file : List.of(".csv", ".svg", "-difference.svg", ".png", "-difference.png")) {
          assertThat(out.resolve(curve + file)).isNotEmptyFile();
        }
      }
    }
    assertThat(out.resolve("curve-01.csv")).exists();
  }

  /** Finished rows are kept: here after the first few, in the midst of a check. */
  @Test
  void aSignalEndsWith130AndTheRowsSoFar() throws Exception {
    Path out = Files.createDirectory(folder.resolve("verify"));
    try (WatchService watch = out.getFileSystem().newWatchService()) {
      out.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process =
          CommandLineRun.start(folder, false, List.of(), "verify", "--out", out.toString());
      try {
        int seen = 0;
        while (seen < 8) {
          var key = watch.poll(60, TimeUnit.SECONDS);
          assertThat(key).isNotNull();
          seen += key.pollEvents().size();
          key.reset();
        }
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(130);
      } finally {
        process.destroyForcibly();
      }
    }
    assertThat(json(out).path("summary").path("status").stringValue()).isEqualTo("interrupted");
    assertThat(json(out).path("rows").size()).isPositive();
    assertThat(Files.readString(folder.resolve("out"))).endsWith("results: " + out + "\n");
    assertThat(Files.readString(folder.resolve("err")))
        .contains("interrupted; the rows so far are in " + out + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --threads 0        | --threads is 0, allowed is a whole number from 1 to 256
          --threads 257      | --threads is 257, allowed is a whole number from 1 to 256
          --threads two      | --threads is two, allowed is a whole number from 1 to 256
          --vector-bits 64   | --vector-bits is 64, allowed are 128, 256 and 512
          --kernels fast     | --kernels is fast, allowed is auto, scalar or vector
          --out /dev/null    | --out is /dev/null, which is not a folder: allowed is a folder
          --out /dev/null/x  | --out is /dev/null/x, which is not writable (Not a directory): allowed
          --out .            | --out is ., which is not empty: allowed is a folder that is empty
          """)
  void badInputIsOneSentence(String options, String sentence) {
    CommandLineRun run = CommandLineRun.ofLine("verify --quick " + options);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(sentence).hasLineCount(1);
  }
}
