package dev.superlane.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** scripts/steps: what it asks for, with a java that only prints and can fail. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StepsScriptTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      echo "$*" >>"$FAKE/java"
      if [[ -n ${FAILS:-} && "$*" == *"$FAILS"* ]]; then exit 1; fi
      case "$*" in
        *RecordedJmh*)
          while [[ $1 != *.RecordedJmh ]]; do shift; done
          printf '%s\\n' "# Warmup: 2" "# All rows:" "Benchmark  (n)  Mode  Score" \\
            "Step.vector  1  avgt  2.5" >"$2/$3.log"
          ;;
        *StepsReport*) echo "the report" ;;
      esac
      """;

  @TempDir Path temporary;
  private ScriptProject project;
  private Path out;

  @BeforeEach
  void makeProject() throws IOException {
    project = new ScriptProject(temporary);
    Path jdk = project.jdk(project.jvm.resolve("jdk-25"), "25.0.3");
    ScriptProject.script(jdk.resolve("bin/java"), JAVA);
    out = project.folder.resolve("steps");
  }

  @AfterEach
  void endProcesses() throws IOException {
    project.close();
  }

  private ScriptProject.Run steps(Map<String, String> environment, String... folders)
      throws Exception {
    return ScriptProject.finish(
        project.start(project.folder, environment, project.command("scripts/steps", folders)));
  }

  private List<String> started(String word) throws IOException {
    return Files.readAllLines(project.folder.resolve("java")).stream()
        .filter(line -> line.contains(word))
        .toList();
  }

  @Test
  void endsWithTheReportAndItsFolder() throws Exception {
    ScriptProject.Run run = steps(Map.of(), out.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).endsWith("the report\nresults: " + out + "\n");
    assertThat(out.resolve("threads.txt")).content().contains("Step.vector  1  avgt  2.5");
    assertThat(started("StepsReport")).singleElement().asString().endsWith(" " + out);
    // Each step that is sampled has a JVM of its own, and inlined methods their own samples.
    assertThat(started("StepSampler"))
        .hasSize(6)
        .allMatch(line -> line.contains("-XX:+DebugNonSafepoints"))
        .doesNotHaveDuplicates();
  }

  @Test
  void sizesDoubleAndEveryCellOfTheGridIsMeasured() throws Exception {
    steps(Map.of(), out.toString());

    List<String> commands = Files.readAllLines(out.resolve("commands.txt"));
    assertThat(commands).first().asString().startsWith("commit ");
    assertThat(commands)
        .anyMatch(line ->
            line.endsWith(
                " nkb=4096x64x512,4096x128x512,4096x256x512,4096x512x512,"
                    + "4096x1024x512,4096x2048x512"));
    String cells =
        String.join(
            ",",
            Files.readAllLines(Path.of("scripts/path-grid")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList());
    assertThat(commands).anyMatch(line -> line.endsWith(" cell=" + cells));
  }

  @Test
  void aBenchmarkThatFailsFailsTheRunBeforeTheReport() throws Exception {
    ScriptProject.Run run = steps(Map.of("FAILS", "TeamBenchmark"), out.toString());

    assertThat(run.exit()).isNotZero();
    assertThat(started("PathBenchmark")).isEmpty();
    assertThat(started("StepsReport")).isEmpty();
  }

  @Test
  void asksForOneFolder() throws Exception {
    ScriptProject.Run run = steps(Map.of());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("steps: name one folder that the record is written to.\n");
  }
}
