package dev.superlane.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.scripts.ScriptProject.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** scripts/superlane: when it builds, what it runs, and what it leaves behind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LauncherTest {
  private static final String BUILDING =
      "superlane: building (the first time downloads dependencies) ...";
  private static final String WAITING =
      "superlane: waiting for another superlane that is building ...";

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

  @Test
  void firstStartBuildsAndLaterOnesDoNot() throws Exception {
    Run first = project.run();
    Run second = project.run();

    assertThat(first.exit()).isZero();
    assertThat(first.err()).isEqualTo(BUILDING + "\n");
    assertThat(first.jar()).isEqualTo("first");
    assertThat(project.plainJar()).hasContent("first");
    assertThat(second).returns("", Run::err).returns("first", Run::jar);
    assertThat(project.calls())
        .containsExactly(jdk + "|-q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package");
  }

  @Test
  void argumentsOptionsFolderAndExitCodePassThrough() throws Exception {
    // What the star in the options would become if they were globbed.
    Files.createFile(project.folder.resolve("-Dglob=file"));
    Map<String, String> environment =
        Map.of("JAVA_EXIT", "42", "SUPERLANE_JAVA_OPTS", "  -Xmx1g  -Dglob=* \n-XX:UseAVX=2 ");
    Run run = project.run(environment, "train", "two words", "*", "", "--out=a\"b'c$HOME", "-x\\");

    assertThat(run.exit()).isEqualTo(42);
    assertThat(run.values("java")).containsExactly(jdk + "/bin/java");
    assertThat(run.values("folder")).containsExactly(project.folder.toString());
    List<String> arguments = run.values("argument");
    int classPath = arguments.indexOf("-cp");
    assertThat(arguments.subList(0, classPath))
        .containsExactly(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-XX:ObjectAlignmentInBytes=64",
            "-Xmx1g",
            "-Dglob=*",
            "-XX:UseAVX=2");
    assertThat(arguments.get(classPath + 1))
        .matches(
            "\\Q" + project.root.resolve("target/launcher") + "\\E/benchmarks-[0-9a-f]{16}\\.jar");
    assertThat(arguments.subList(classPath + 2, arguments.size()))
        .containsExactly(
            "dev.superlane.cli.Main", "train", "two words", "*", "", "--out=a\"b'c$HOME", "-x\\");
  }

  /** Help starts faster without. */
  @Test
  void arraysBeginAtCacheLinesButForHelp() throws Exception {
    for (String[] help : new String[][] {{"--help"}, {"train", "--help"}}) {
      assertThat(project.run(Map.of(), help).values("argument"))
          .contains("dev.superlane.cli.Main")
          .noneMatch(argument -> argument.contains("Alignment"));
    }
    assertThat(project.run(Map.of(), "train", "--helpful").values("argument"))
        .contains("-XX:ObjectAlignmentInBytes=64");
  }

  @Test
  void theLauncherBecomesTheJvmSoThatSignalsReachIt() throws Exception {
    Process process = project.start(Map.of());
    Run run = ScriptProject.finish(process);

    assertThat(run.values("pid")).containsExactly(Long.toString(process.pid()));
  }

  @Test
  void worksThroughChainsOfSymlinksAndLinkedFolders() throws Exception {
    Path links = Files.createDirectories(project.folder.resolve("some links"));
    Path relative = links.resolve("relative");
    Files.createSymbolicLink(relative, Path.of("../a project/scripts/superlane"));
    Path chain = Files.createSymbolicLink(links.resolve("chain"), relative);
    Path linked =
        Files.createSymbolicLink(links.resolve("linked"), project.root.resolve("scripts"));

    for (String command :
        List.of(relative.toString(), chain.toString(), linked + "/superlane", "./chain")) {
      Run run = ScriptProject.finish(project.start(links, Map.of(), List.of(command, "x")));
      assertThat(run).as(command).returns(0, Run::exit).returns("first", Run::jar);
      assertThat(run.values("folder")).as(command).containsExactly(links.toString());
    }
    assertThat(project.calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "src/main/Source.java",
        "src/main/resources/added file.txt",
        "jmh/java/Benchmark.java",
        ".mvn/jvm.config",
        "LICENSE",
        "THIRD-PARTY.md"
      })
  void changedContentBuildsAgain(String path) throws Exception {
    project.run();
    project.write(path, "second");

    assertThat(project.run().err()).isEqualTo(BUILDING + "\n");
    assertThat(project.run().err()).isEmpty();
    assertThat(project.calls()).hasSize(2);
  }

  @Test
  void renamedFileBuildsAgain() throws Exception {
    project.run();
    Files.move(
        project.root.resolve("jmh/java/Benchmark.java"),
        project.root.resolve("jmh/java/Renamed.java"));

    assertThat(project.run().err()).isEqualTo(BUILDING + "\n");
  }

  @Test
  void datesAndWhatDoesNotReachTheJarBuildNothing() throws Exception {
    project.run();
    FileTime later = FileTime.from(Instant.now().plusSeconds(3600));
    Files.setLastModifiedTime(project.root.resolve("src/main/Source.java"), later);
    Files.setLastModifiedTime(project.root.resolve("pom.xml"), later);
    project.write("src/test/SourceTest.java", "a test");
    project.write("README.md", "text");

    assertThat(project.run().err()).isEmpty();
    assertThat(project.calls()).hasSize(1);
  }

  @Test
  void goingBackToEarlierSourcesBuildsNothingAndPublishesTheirJar() throws Exception {
    project.run();
    project.write("src/main/Source.java", "second");
    project.run();
    project.write("src/main/Source.java", "first");

    assertThat(project.run()).returns("", Run::err).returns("first", Run::jar);
    assertThat(project.plainJar()).hasContent("first");
    assertThat(project.calls()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoAtOnceBuildOnce(boolean flock) throws Exception {
    if (!flock) {
      Files.deleteIfExists(project.bin.resolve("flock"));
    }
    Path gate = project.gate("gate");
    Process first = project.start(Map.of("MVN_GATE", gate.toString()));
    assertThat(first.errorReader().readLine()).isEqualTo(BUILDING);
    Process second = project.start(Map.of());
    assertThat(second.errorReader().readLine()).isEqualTo(WAITING);
    Files.writeString(gate, "go\n");

    for (Process process : List.of(first, second)) {
      Run run = ScriptProject.finish(process);
      assertThat(run).returns(0, Run::exit).returns("", Run::err).returns("first", Run::jar);
    }
    assertThat(project.calls()).hasSize(1);
    assertThat(project.cache()).noneMatch(name -> name.matches("build\\.......|lock.pid|.*copy"));
  }

  @Test
  void lockOfADeadLauncherIsTakenOver() throws Exception {
    Files.deleteIfExists(project.bin.resolve("flock"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path cache = Files.createDirectories(project.root.resolve("target/launcher"));
    Files.createSymbolicLink(cache.resolve("lock.pid"), Path.of(Long.toString(dead.pid())));

    assertThat(project.run()).returns(0, Run::exit).returns(BUILDING + "\n", Run::err);
    assertThat(project.cache()).doesNotContain("lock.pid");
  }

  @Test
  void failedBuildSaysSoAndLeavesTheOldJar() throws Exception {
    project.run();
    List<String> before = project.cache();
    project.write("src/main/Source.java", "broken");
    Run run = project.run();

    Path log = project.root.resolve("target/launcher/build.log");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            %s
            [ERROR] cannot find symbol
            superlane: the build failed; its whole log is %s.
            """
                .formatted(BUILDING, log));
    assertThat(log).hasContent("[ERROR] cannot find symbol");
    assertThat(project.plainJar()).hasContent("first");
    assertThat(project.cache()).isEqualTo(before);
  }

  @Test
  void killedBuildTakesMavenAlongAndLeavesNothing() throws Exception {
    Path gate = project.gate("gate");
    Process process = project.start(Map.of("MVN_GATE", gate.toString()));
    // Opening waits until mvn has opened the other end, so mvn runs from here on.
    try (OutputStream toMaven = Files.newOutputStream(gate)) {
      process.destroy();
      assertThat(process.waitFor()).isEqualTo(143);
      assertThatThrownBy(() -> toMaven.write('\n'))
          .isInstanceOf(IOException.class)
          .hasMessage("Broken pipe");
    }
    assertThat(project.cache()).noneMatch(name -> name.matches("build\\.......|benchmarks.*"));
    assertThat(project.plainJar()).doesNotExist();
    assertThat(project.run()).returns(0, Run::exit).returns("first", Run::jar);
  }

  @Test
  void runningJvmKeepsItsJarWhileAnotherIsBuilt() throws Exception {
    Path gate = project.gate("gate");
    Process running = project.start(Map.of("JAVA_GATE", gate.toString()));
    assertThat(running.inputReader().readLine()).startsWith("pid=");
    Path earlier = Files.createLink(project.folder.resolve("earlier"), project.plainJar());

    project.write("src/main/Source.java", "second");
    assertThat(project.run().jar()).isEqualTo("second");
    assertThat(project.plainJar()).hasContent("second");
    // The old file under target/benchmarks.jar was replaced by name, not overwritten.
    assertThat(earlier).hasContent("first");

    Files.writeString(gate, "go\n");
    assertThat(ScriptProject.finish(running).jar()).isEqualTo("first");
  }

  @Test
  void sourcesThatChangeDuringTheBuildAreBuiltAtTheNextStart() throws Exception {
    Path gate = project.gate("gate");
    Process process = project.start(Map.of("MVN_GATE", gate.toString()));
    assertThat(process.errorReader().readLine()).isEqualTo(BUILDING);
    project.write("src/main/Source.java", "second");
    Files.writeString(gate, "go\n");

    assertThat(ScriptProject.finish(process).jar()).isEqualTo("first");
    assertThat(project.run().jar()).isEqualTo("second");
  }

  @Test
  void sourcesThatChangeWhileWaitingAreBuiltUnderTheirOwnName() throws Exception {
    Path gate = project.gate("gate");
    Process first = project.start(Map.of("MVN_GATE", gate.toString()));
    assertThat(first.errorReader().readLine()).isEqualTo(BUILDING);
    Process second = project.start(Map.of());
    assertThat(second.errorReader().readLine()).isEqualTo(WAITING);
    project.write("src/main/Source.java", "second");
    Files.writeString(gate, "go\n");

    assertThat(ScriptProject.finish(first).jar()).isEqualTo("first");
    assertThat(ScriptProject.finish(second).jar()).isEqualTo("second");
    assertThat(project.run()).returns("", Run::err).returns("second", Run::jar);
    assertThat(project.calls()).hasSize(2);
  }

  @Test
  void aWeekOldJarOfOtherSourcesGoesWithTheNextBuild() throws Exception {
    project.run();
    Path cache = project.root.resolve("target/launcher");
    Path old = Files.writeString(cache.resolve("benchmarks-0000000000000000.jar"), "old");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(9 * 86_400)));
    Path recent = Files.writeString(cache.resolve("benchmarks-1111111111111111.jar"), "recent");
    project.write("src/main/Source.java", "second");
    project.run();

    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void withoutSourcesTheJarBesideTheScriptsIsRun() throws Exception {
    Files.delete(project.root.resolve("src/main/Source.java"));
    Files.delete(project.root.resolve("src/main"));
    Run none = project.run();
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err())
        .isEqualTo(
            "superlane: there are neither sources in %s/src/main nor a jar %s.%n"
                .formatted(project.root, project.plainJar()));

    project.write("target/benchmarks.jar", "shipped");
    assertThat(project.run()).returns("", Run::err).returns("shipped", Run::jar);
    assertThat(project.calls()).isEmpty();
  }

  @Test
  void mavenIsNeededToBuildOnly() throws Exception {
    Path mvn = project.bin.resolve("mvn");
    Path hidden = Files.move(mvn, project.folder.resolve("hidden"));
    assertThat(project.run())
        .returns(3, Run::exit)
        .returns(
            "superlane: building needs Maven and there is no mvn on PATH: install Maven 3.8 or"
                + " newer.\n",
            Run::err);

    Files.move(hidden, mvn);
    project.run();
    Files.delete(mvn);
    assertThat(project.run()).returns(0, Run::exit).returns("", Run::err);
  }

  @Test
  void hashesWithShasumWhereThereIsNoSha256sum() throws Exception {
    Path real = project.bin.resolve("sha256sum");
    project.run();
    if (Files.exists(real)) {
      // The same digest under the other name: no second build shows that it was asked for SHA-256.
      Path tool = real.toRealPath();
      Files.delete(real);
      Path shasum = project.bin.resolve("shasum");
      Files.deleteIfExists(shasum);
      Files.writeString(
          shasum,
          """
          #!/usr/bin/env bash
          [[ $1 == -a && $2 == 256 ]] && shift 2 && exec %s "$@"
          """
              .formatted(tool));
      Files.setPosixFilePermissions(shasum, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertThat(project.run()).returns(0, Run::exit).returns("", Run::err);
    assertThat(project.calls()).hasSize(1);
  }
}
