package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.profile.MachineProfile;
import dev.superlane.profile.Profiles;
import dev.superlane.profile.Rate;
import dev.superlane.profile.RooflinePoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
  void aProfileOfAnotherMachineOrNoneIsRefused() throws Exception {
    Path out = folder.resolve("out");
    Path other = folder.resolve("machine.json");
    Profiles.withCompiler().write(other);
    for (String file : List.of(other.toString(), "/nowhere/x")) {
      CommandLineRun run = CommandLineRun.of("profile", "--machine", file, "--out", out.toString());
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err())
          .startsWith("superlane: --machine is " + file + ", which ")
          .endsWith("; allowed is one that profile wrote here%n".formatted())
          .hasLineCount(1);
      assertThat(out).doesNotExist();
    }
  }

  /** The machine is measured, and kernels are held against that measurement once more. */
  @Test
  @Timeout(300)
  void aQuickProfileIsWrittenAndTakenUp() throws Exception {
    Path first = folder.resolve("first");
    MachineProfile measured = profile(first);
    assertThat(measured.widths()).hasSize(1);
    assertThat(measured.caches()).isNotEmpty();
    assertThat(measured.bandwidths()).hasSizeGreaterThan(20);
    assertThat(measured.widest().rates())
        .extracting(Rate::loop)
        .contains("fma", "load", "store", "copy", "triad", "update", "gather", "scatter");
    assertThat(measured.widest().rates()).allMatch(r -> r.oneCore() > 0 && r.allCores() > 0);
    assertThat(measured.surroundings()).containsKey("disturbed");

    MachineProfile again =
        profile(folder.resolve("again"), "--machine", first.resolve("machine.json").toString());
    assertThat(again.bandwidths()).isEqualTo(measured.bandwidths());
    assertThat(again.measured()).isEqualTo(measured.measured());
    assertThat(again.roofline())
        .extracting(RooflinePoint::name)
        .isEqualTo(measured.roofline().stream().map(RooflinePoint::name).toList());
  }

  private MachineProfile profile(Path out, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("profile", "--quick", "--out", out.toString()));
    arguments.addAll(List.of(options));
    int exit =
        CommandLineRun.start(folder, false, List.of(), arguments.toArray(String[]::new)).waitFor();
    assertThat(exit).as(Files.readString(folder.resolve("err"))).isZero();
    assertThat(Files.readString(folder.resolve("out"))).endsWith("results: %s%n".formatted(out));
    assertThat(out.toFile().list()).contains("machine.json", "roofline-1.svg", "roofline-1.png");
    MachineProfile profile = MachineProfile.read(out.resolve("machine.json"));
    assertThat(profile.roofline())
        .isNotEmpty()
        .allSatisfy(
            point -> assertThat(point.shareOfRoof() > 1.05).isEqualTo(point.aboveRoof() != null));
    return profile;
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
