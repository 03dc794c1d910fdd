package dev.superlane.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.scripts.ScriptProject.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** scripts/test and .ci/run: the whole of Maven's verify, under the JDK found. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestScriptTest {
  @TempDir Path temporary;
  private ScriptProject project;
  private Path jdk;

  @BeforeEach
  void makeProject() throws IOException {
    project = new ScriptProject(temporary);
    jdk = project.jdk(project.jvm.resolve("jdk-25"), "25.0.3");
  }

  @AfterEach
  void endProcesses() throws IOException {
    project.close();
  }

  private Run run(String script, Map<String, String> environment) throws Exception {
    return ScriptProject.finish(
        project.start(project.folder, environment, project.command(script)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scripts/test", ".ci/run"})
  void verifiesInTheProjectAndEndsWithMavensExitCode(String script) throws Exception {
    assertThat(run(script, Map.of()).exit()).isZero();
    assertThat(run(script, Map.of("MVN_EXIT", "7")).exit()).isEqualTo(7);

    String call = jdk + "|-B --no-transfer-progress verify";
    assertThat(project.calls()).isEqualTo(List.of(call, call));
    // Made by the fake mvn in the folder that it was started in.
    assertThat(project.plainJar()).hasContent("first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scripts/test", ".ci/run"})
  void withoutMavenOneSentenceSaysSo(String script) throws Exception {
    Files.delete(project.bin.resolve("mvn"));

    assertThat(run(script, Map.of()))
        .isEqualTo(
            new Run(
                3,
                "",
                "test: the tests need Maven and there is no mvn on PATH: install Maven 3.8 or"
                    + " newer.\n"));
  }
}
