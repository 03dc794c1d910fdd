package dev.superlane.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** scripts/record: what it keeps, with a java that only prints what JMH and the commands would. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RecordScriptTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [[ "$*" == *RecordedJmh* ]]; then
        while [[ $1 != *.RecordedJmh ]]; do shift; done
        printf '%s\\n' "# Warmup: 3" "Benchmark  (n)  Mode  Score" "Gemm.vector  1  thrpt  9.5" "" \\
          "# All rows:" "Benchmark  (n)  Mode  Score" "Gemm.vector  1  thrpt  2.5" >"$2/$3.log"
      else
        printf '%s\\n' "row of a command" "results: $PWD"
      fi
      """;

  private static final String GIT =
      """
      #!/usr/bin/env bash
      case "$*" in
        *rev-parse*) echo 0123abc ;;
        *status*) [[ -z ${DIRTY:-} ]] || echo " M pom.xml" ;;
      esac
      """;

  @TempDir Path temporary;
  private ScriptProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new ScriptProject(temporary);
    Path jdk = project.jdk(project.jvm.resolve("jdk-25"), "25.0.3");
    ScriptProject.script(jdk.resolve("bin/java"), JAVA);
    ScriptProject.script(project.bin.resolve("git"), GIT);
  }

  @AfterEach
  void endProcesses() throws IOException {
    project.close();
  }

  private Path record(Map<String, String> environment) throws Exception {
    Path out = project.folder.resolve("record");
    ScriptProject.Run run =
        ScriptProject.finish(
            project.start(
                project.folder, environment, project.command("scripts/record", out.toString())));
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  @Test
  void keepsTablesWithoutThisMachinesPaths() throws Exception {
    Path out = record(Map.of());
    assertThat(out.resolve("gemm.txt"))
        .content()
        .isEqualToIgnoringNewLines("Benchmark  (n)  Mode  ScoreGemm.vector  1  thrpt  2.5");
    assertThat(out.resolve("profile.txt")).content().isEqualTo("row of a command\n");
    assertThat(out.resolve("latency.txt")).content().isEqualTo("row of a command\n");
  }

  @Test
  void commandsBeginWithTheCommitAndEndWithTheLatencies() throws Exception {
    Path commands = record(Map.of()).resolve("commands.txt");
    assertThat(Files.readAllLines(commands))
        .startsWith("commit 0123abc")
        .hasSize(8)
        .last()
        .isEqualTo(
            "superlane latency --features 1024 --width 256 --batch 512 --steps 2000 --warm-up 1000");
    // Once more into the same folder is not appended.
    record(Map.of("DIRTY", "1"));
    assertThat(Files.readAllLines(commands)).startsWith("commit 0123abc + changes").hasSize(8);
  }
}
