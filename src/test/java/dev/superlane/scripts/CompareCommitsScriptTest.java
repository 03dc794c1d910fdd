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

/** scripts/compare-commits, with a java that only notes what it was asked for. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CompareCommitsScriptTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      for argument in "$@"; do
        case "$argument" in *.jar) jar="${argument##*/}" ;; esac
      done
      if [[ "$*" == *" compare "* ]]; then
        echo "compare with $jar: ${*: -4}"
        exit "${COMPARE_EXIT:-0}"
      fi
      echo "$jar" >>"$FAKE/order"
      echo "# Benchmark: broken"
      exit "${JMH_EXIT:-0}"
      """;

  @TempDir Path temporary;
  private ScriptProject project;
  private Path out;

  @BeforeEach
  void makeProject() throws IOException {
    project = new ScriptProject(temporary);
    Path jdk = project.jdk(project.jvm.resolve("jdk-25"), "25.0.3");
    ScriptProject.script(jdk.resolve("bin/java"), JAVA);
    project.write("base.jar", "base");
    project.write("head.jar", "head");
    out = project.folder.resolve("results");
  }

  @AfterEach
  void endProcesses() throws IOException {
    project.close();
  }

  private ScriptProject.Run compare(Map<String, String> environment, String base) throws Exception {
    String head = project.root.resolve("head.jar").toString();
    return ScriptProject.finish(
        project.start(
            project.root,
            environment,
            project.command("scripts/compare-commits", base, head, out.toString())));
  }

  @Test
  void forksAreRunInTurnsAndComparedByTheHead() throws Exception {
    ScriptProject.Run run = compare(Map.of("COMPARE_EXIT", "1"), "base.jar");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(Files.readString(project.folder.resolve("order")).replaceAll("\\.jar\\n", " "))
        .isEqualTo("base head head base ".repeat(3));
    assertThat(run.out())
        .isEqualTo(
            "compare with head.jar: %s/base %s/head --json %s/comparison.json\n"
                .formatted(out, out, out));
    assertThat(out.resolve("comparison.txt")).content().isEqualTo(run.out());
  }

  @Test
  void aFailedForkIsNoComparison() throws Exception {
    ScriptProject.Run run = compare(Map.of("JMH_EXIT", "1"), "base.jar");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("# Benchmark: broken");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMissingJarIsOneSentence() throws Exception {
    ScriptProject.Run run = compare(Map.of(), "nowhere.jar");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("compare-commits: name the jar of the base").hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
