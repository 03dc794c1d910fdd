package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineProfileTest {
  @TempDir private Path folder;

  @Test
  void jsonComesBackAsItWas() {
    for (MachineProfile profile : List.of(Profiles.withCompiler(), Profiles.withoutCompiler())) {
      assertThat(MachineProfile.parse(profile.text())).isEqualTo(profile);
    }
  }

  @Test
  void aSavedProfileOfThisMachineIsFound() throws Exception {
    MachineProfile profile = Profiles.of(MachineProfile.identityHere());
    Path file = folder.resolve("made/machine.json");

    profile.write(file);

    assertThat(MachineProfile.saved(file)).contains(profile);
    assertThat(file.getParent().toFile().list()).containsExactly("machine.json");
  }

  @Test
  void anotherCpuJdkOrFlagMakesItWorthless() throws Exception {
    for (String name : List.of("cpu", "jdk", "vm_flags")) {
      Map<String, String> other = new TreeMap<>(MachineProfile.identityHere());
      assertThat(other.put(name, "another")).as(name).isNotNull();
      Path file = folder.resolve(name + ".json");
      Profiles.of(other).write(file);
      assertThat(MachineProfile.saved(file)).as(name).isEmpty();
    }
  }

  @Test
  void whatIsMissingOrNoProfileIsNone() throws Exception {
    Path file = folder.resolve("machine.json");
    assertThat(MachineProfile.saved(file)).isEmpty();
    Files.writeString(file, "{\"widths\": 1");
    assertThat(MachineProfile.saved(file)).isEmpty();
    Files.writeString(file, "{}");
    assertThat(MachineProfile.saved(file)).isEmpty();
  }

  @Test
  void flagsAreThoseThatChangeCompiledCode() {
    assertThat(
            MachineProfile.flags(
                List.of("-XX:UseAVX=2", "--add-modules=x", "-Xmx2g", "-Dx=y", "-Xlog:gc", "-Xint")))
        .isEqualTo("-XX:UseAVX=2 -Xint");
  }
}
