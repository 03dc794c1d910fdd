package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {
  private static final String LINE = "(ok  |warn|BAD )  [A-Za-z ]{8}  \\S.*";

  /** Whether this machine can measure is its own affair; the exit code must say the same. */
  @Test
  void linesAreAlignedAndTheExitCodeFollowsThem() {
    CommandLineRun run = CommandLineRun.of("doctor");

    List<String> lines = run.out().lines().toList();
    assertThat(lines.subList(0, lines.size() - 1)).hasSize(22).allMatch(line -> line.matches(LINE));
    boolean bad = lines.stream().anyMatch(line -> line.startsWith("BAD"));
    assertThat(run.exit()).isEqualTo(bad ? 1 : 0);
    assertThat(run.lastLine())
        .startsWith(bad ? "Measuring here is worthless" : "This machine can measure");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void withVectorsTooNarrowForTheKernelsMeasuringIsWorthless(@TempDir Path logs) throws Exception {
    List<String> narrow = List.of("-XX:MaxVectorSize=8");
    int exit = CommandLineRun.start(logs, false, narrow, "doctor").waitFor();

    assertThat(Files.readString(logs.resolve("out")).lines())
        .filteredOn(line -> line.startsWith("BAD"))
        .singleElement()
        .asString()
        .contains("vectors of 64 bits, the kernels need 128 or more: remove VM options");
    assertThat(exit).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"-Xint, the VM only interprets", "-XX:TieredStopAtLevel=1, the VM stops at C1"})
  void withoutC2MeasuringIsWorthless(String option, String reason, @TempDir Path logs)
      throws Exception {
    int exit = CommandLineRun.start(logs, false, List.of(option), "doctor").waitFor();

    String out = Files.readString(logs.resolve("out"));
    assertThat(out.lines().filter(line -> line.startsWith("BAD")))
        .singleElement()
        .asString()
        .contains(reason, "remove " + option.replaceAll("=.*", ""));
    assertThat(exit).isEqualTo(1);
  }
}
