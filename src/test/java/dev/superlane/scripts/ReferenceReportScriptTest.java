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

/** scripts/reference-report, with a java that only prints what it was asked for. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReferenceReportScriptTest {
  @TempDir Path temporary;
  private ScriptProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new ScriptProject(temporary);
    Path jdk = project.jdk(project.jvm.resolve("jdk-25"), "25.0.3");
    ScriptProject.script(jdk.resolve("bin/java"), "#!/usr/bin/env bash\necho \"${@: -4}\"\n");
  }

  @AfterEach
  void endProcesses() throws IOException {
    project.close();
  }

  private ScriptProject.Run report(String... folder) throws Exception {
    return ScriptProject.finish(
        project.start(
            project.folder, Map.of(), project.command("scripts/reference-report", folder)));
  }

  @Test
  void makesThePageAndSaysWhatIsMissing() throws Exception {
    Path machine = Files.createDirectories(project.folder.resolve("machine/peers"));
    Files.writeString(machine.resolve("peers.md"), "");
    ScriptProject.Run run = report("machine/");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("report machine --out machine/report.html\n");
    assertThat(run.err())
        .contains("no machine/steps/steps.md: scripts/steps machine/steps makes it.\n")
        .doesNotContain("peers");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() throws Exception {
    ScriptProject.Run run = report("absent");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("name one folder that is there");
  }
}
