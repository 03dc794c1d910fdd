package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void versionIsThatOfTheBuild() throws Exception {
    CommandLineRun run = CommandLineRun.of("--version");
    assertThat(run).isEqualTo(new CommandLineRun(0, run.out(), ""));
    assertThat(run.out().strip()).isEqualTo("superlane " + Main.VERSION);
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>superlane</artifactId>\n  <version>" + Main.VERSION + "</version>");
  }

  @Test
  void helpNamesTheCommands() {
    CommandLineRun run = CommandLineRun.of("--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("train", "batch");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                    | a command is missing, allowed are
          fly                   | fly is no command, allowed are
          --fly                 | --fly is no option of this command; see superlane --help
          train --fly 3         | --fly is no option of this command; see superlane train --help
          train fly             | fly is no option of this command; see superlane train --help
          train @pom.xml        | @pom.xml is no option of this command; see superlane train --help
          train --steps         | '--steps' (T); see superlane train --help
          train --steps --resume| '--steps' but found '--resume'; see superlane train --help
          train --lr 1 --lr 2   | '--lr' (RATE) should be specified only once; see superlane train --help
          train --resume        | --resume is given without --out, allowed is with the folder to go on in
          """)
  void wrongUseIsOneSentence(String line, String sentence) {
    CommandLineRun run = line.isEmpty() ? CommandLineRun.of() : CommandLineRun.ofLine(line);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("superlane: ").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
  }

  /** A comparison whose table is lost must not look like one without a slower row. */
  @Test
  void aStdoutThatIsFullIsExit3(@TempDir Path logs) throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Path out = Files.createSymbolicLink(logs.resolve("out"), full);
    int exit = CommandLineRun.start(logs, false, List.of(), "--version").waitFor();
    Files.delete(out);
    assertThat(exit).isEqualTo(3);
    assertThat(Files.readString(logs.resolve("err")))
        .endsWith("superlane: the results could not be written to stdout\n");
  }

  @Test
  void helpLoadsNothingThatItDoesNotNeed(@TempDir Path logs) throws Exception {
    Process process =
        CommandLineRun.start(
            logs,
            false,
            List.of("-Xlog:class+load:file=" + logs.resolve("classes")),
            "train",
            "--help");
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(logs.resolve("classes")))
        .contains("picocli.")
        .doesNotContain(
            "tools.jackson", "java.awt.", "org.openjdk.jmh", "me.tongfei", "superlane.kernel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train --out new", "run --out new", "verify", "verify --vector-bits 128"})
  void aJvmThatCannotRunTheKernelsIsToldSo(String line, @TempDir Path logs) throws Exception {
    String[] words = line.replace("new", logs.resolve("new").toString()).split(" ");
    List<String> narrow = List.of("-XX:MaxVectorSize=8");
    assertThat(CommandLineRun.start(logs, false, narrow, words).waitFor()).isEqualTo(2);
    assertThat(Files.readString(logs.resolve("err")))
        .endsWith(
            "superlane: --kernels is auto, which this JVM cannot run: vectors of 64 bits, the"
                + " kernels need 128 or more\n");
    assertThat(CommandLineRun.startBare(logs, false, List.of(), words).waitFor()).isEqualTo(2);
    assertThat(Files.readString(logs.resolve("err")))
        .isEqualTo(
            "superlane: --kernels is auto, which needs a JVM started with --add-modules"
                + " jdk.incubator.vector, as scripts/superlane does\n");
    assertThat(logs.resolve("new")).doesNotExist();
  }

  @Test
  void aJvmWithoutTheVectorApiIsToldSo(@TempDir Path logs) throws Exception {
    Path run = logs.resolve("run");
    Process process =
        CommandLineRun.startBare(
            logs, false, List.of(), "train", "--kernels", "scalar", "--out", run.toString());
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(Files.readString(logs.resolve("err")))
        .isEqualTo(
            "superlane: --kernels is scalar, which needs a JVM started with --add-modules"
                + " jdk.incubator.vector, as scripts/superlane does\n");
    assertThat(run).doesNotExist();
  }
}
