package dev.superlane.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a fake java that prints a row and ends as it is told. */
class SecondOpinionScriptTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      [[ $* != *SecondOpinion* ]] || { echo "a row" && exit "$VERDICT"; }
      """;

  @TempDir Path temporary;
  private ScriptProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new ScriptProject(temporary);
    Path jdk = project.jdk(project.jvm.resolve("jdk-25"), "25.0.3");
    ScriptProject.script(jdk.resolve("bin/java"), JAVA);
  }

  @AfterEach
  void endProcesses() throws IOException {
    project.close();
  }

  private ScriptProject.Run run(String verdict, String... arguments) throws Exception {
    return ScriptProject.finish(
        project.start(
            project.folder,
            Map.of("VERDICT", verdict),
            project.command("scripts/second-opinion", arguments)));
  }

  @Test
  void endsWithTheFolderWhereAllAgree() throws Exception {
    Path out = project.folder.resolve("opinion");
    ScriptProject.Run run = run("0", out.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("a row\nresults: " + out + "\n");
    assertThat(out.resolve("second-opinion.txt")).content().isEqualTo("a row\n");
    assertThat(out.resolve("commands.txt")).content().endsWith("second-opinion\n");
  }

  @Test
  void aRowThatFailsFailsTheScriptAndIsKept() throws Exception {
    Path out = project.folder.resolve("opinion");
    assertThat(run("1", out.toString()).exit()).isEqualTo(1);
    assertThat(out.resolve("second-opinion.txt")).content().isEqualTo("a row\n");
  }

  @Test
  void wantsOneFolder() throws Exception {
    ScriptProject.Run run = run("0");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("second-opinion: name one folder that the results are written to.\n");
  }
}
