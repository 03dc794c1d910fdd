package dev.superlane.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.scripts.ScriptProject.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which JDK the scripts take, and what they say when there is none. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JdkSearchTest {
  @TempDir Path temporary;
  private ScriptProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new ScriptProject(temporary);
  }

  @AfterEach
  void endProcesses() throws IOException {
    project.close();
  }

  @Test
  void takesTheFirstInTheStatedOrder() throws Exception {
    Path fromVariable = project.jdk(project.folder.resolve("from variable"), "25.0.3");
    Path onPath = project.jdk(project.folder.resolve("on path"), "26");
    Path alternatives = project.folder.resolve("alternatives");
    Files.createSymbolicLink(alternatives, onPath.resolve("bin/java"));
    Path link = Files.createSymbolicLink(project.bin.resolve("java"), alternatives);
    Path system = project.jdk(project.jvm.resolve("b-jdk"), "25");
    Path mac = project.jdk(project.library.resolve("x.jdk/Contents/Home"), "25.0.1");
    Path sdkman = project.jdk(project.home.resolve(".sdkman/candidates/java/25.0.3-tem"), "25.0.3");
    Path jdks = project.jdk(project.home.resolve(".jdks/temurin-27"), "27-ea");
    Map<String, String> environment = Map.of("JAVA_HOME", fromVariable.toString());

    for (Path expected : List.of(fromVariable, onPath, system, mac, sdkman, jdks)) {
      Run run = project.run(environment);
      assertThat(run.values("java")).containsExactly(expected + "/bin/java");
      Files.delete(expected.resolve("release"));
    }
    assertThat(link).isSymbolicLink();
    assertThat(project.run(environment).exit()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.15, java.base jdk.incubator.vector",
    "1.8.0_392, java.base jdk.incubator.vector",
    "24.0.2, java.base jdk.incubator.vector",
    "25.0.3, java.base jdk.jfr",
    "unknown, java.base jdk.incubator.vector",
  })
  void passesOverWhatCannotRun(String version, String modules) throws Exception {
    Path unfit = project.jdk(project.folder.resolve("unfit"), version, modules);
    Path fit = project.jdk(project.jvm.resolve("fit"), "25");
    Run run = project.run(Map.of("JAVA_HOME", unfit.toString()));

    assertThat(run.values("java")).containsExactly(fit + "/bin/java");
    assertThat(run.err()).doesNotContain("unfit");
  }

  @Test
  void aModuleFileCountsWhereTheReleaseFileListsNone() throws Exception {
    Path jdk = project.jdk(project.jvm.resolve("jdk"), "25", "");
    assertThat(project.run().exit()).isEqualTo(3);

    Files.createDirectories(jdk.resolve("jmods"));
    Files.writeString(jdk.resolve("jmods/jdk.incubator.vector.jmod"), "");
    assertThat(project.run().exit()).isZero();
  }

  @Test
  void javaHomeMayBeRelativeOrEndInASlash() throws Exception {
    Path jdk = project.jdk(project.folder.resolve("a jdk"), "25");
    // CDPATH would send a relative cd to the folder of the same name there.
    Path astray = project.folder.resolve("astray");
    project.jdk(astray.resolve("a jdk"), "25");

    for (String home : List.of("a jdk", jdk + "/")) {
      Run run = project.run(Map.of("JAVA_HOME", home, "CDPATH", astray.toString()));
      assertThat(run.values("java")).containsExactly(jdk + "/bin/java");
    }
    assertThat(project.calls()).singleElement().asString().startsWith(jdk + "|");
  }

  @Test
  void noJavaIsStartedToAskItsVersion() throws Exception {
    List<Path> traps = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      Path old = project.jdk(project.jvm.resolve(name), "21");
      Files.writeString(old.resolve("bin/java"), "#!/usr/bin/env bash\ntouch \"$FAKE/started\"\n");
      traps.add(old);
    }
    Files.createSymbolicLink(project.bin.resolve("java"), traps.getFirst().resolve("bin/java"));
    project.jdk(project.jvm.resolve("c"), "25");

    assertThat(project.run(Map.of("JAVA_HOME", traps.getLast().toString())).exit()).isZero();
    assertThat(project.folder.resolve("started")).doesNotExist();
  }

  @Test
  void withNoJdkOneSentenceSaysWhereItLookedAndWhatToInstall() throws Exception {
    String sentence =
        "%s: no JDK 25 or newer with the module jdk.incubator.vector was found in JAVA_HOME (%s),"
            + " through java on PATH (%s), or in %s, %s, ~/.sdkman/candidates/java and ~/.jdks:"
            + " install JDK 25 or newer, for example Eclipse Temurin, or set JAVA_HOME to one.\n";
    assertThat(project.run())
        .isEqualTo(new Run(3, "", said(sentence, "superlane", "not set", "none")));

    Path old = project.jdk(project.folder.resolve("old"), "17.0.15");
    Path java = old.resolve("bin/java");
    Files.createSymbolicLink(project.bin.resolve("java"), java);
    assertThat(project.run(Map.of("JAVA_HOME", old.toString())))
        .isEqualTo(new Run(3, "", said(sentence, "superlane", old + ": 17.0.15", java.toString())));
    assertThat(project.run(Map.of("JAVA_HOME", "/nowhere")))
        .isEqualTo(
            new Run(3, "", said(sentence, "superlane", "/nowhere: not a JDK", java.toString())));

    Path link = project.folder.resolve("tests");
    Files.createSymbolicLink(link, project.root.resolve("scripts/test"));
    for (String script : List.of("scripts/test", ".ci/run", link.toString())) {
      Process process = project.start(project.folder, Map.of(), project.command(script));
      assertThat(ScriptProject.finish(process))
          .isEqualTo(new Run(3, "", said(sentence, "test", "not set", java.toString())));
    }
    assertThat(project.calls()).isEmpty();
  }

  private String said(String sentence, String script, String javaHome, String onPath) {
    return sentence.formatted(script, javaHome, onPath, project.jvm, project.library);
  }
}
