package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.profile.Profiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
  @TempDir private Path folder;

  @Test
  void aFolderThatIsNotEmptyIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(folder.resolve("mine"), "");

    CommandLineRun run = CommandLineRun.of("profile", "--out", folder.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--out is " + folder, "which is not empty");
    assertThat(folder.toFile().list()).containsExactly("mine");
  }

  @Test
  void vectorsTooNarrowForTheKernelsAreRefused() throws Exception {
    Path out = folder.resolve("profile");
    List<String> narrow = List.of("-XX:MaxVectorSize=8");
    int exit =
        CommandLineRun.start(folder, false, narrow, "profile", "--out", out.toString()).waitFor();

    assertThat(exit).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("err"))).contains("vectors of 64 bits");
    assertThat(out).doesNotExist();
  }

  @Test
  void tablesAreAligned() {
    List<String> lines = ProfileText.of(Profiles.withCompiler()).lines().toList();

    assertThat(lines)
        .contains(
            "L1             32 KiB       32 KiB",
            "L2           1024 KiB      nothing",
            "fma      registers GFLOP/s      32.0     64.0     64.0    128.0",
            "load     memory    GB/s         4.00     6.00     4.00     6.00",
            "fma      registers GFLOP/s      64.0     60.0      1.07");
    assertThat(lines).noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void withoutACompilerASentenceStandsInItsPlace() {
    assertThat(ProfileText.of(Profiles.withoutCompiler())).contains("\nThere is no compiler.\n");
  }

  @Test
  void thereIsAPlotForOneCoreAndOneForAll() {
    RooflinePlot.write(Profiles.withCompiler(), folder);

    assertThat(folder.toFile().list())
        .contains("roofline-1.svg", "roofline-1.png", "roofline-2.svg", "roofline-2.png");
  }
}
