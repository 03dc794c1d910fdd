package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    MachineProfile profile = Profiles.here();
    Path file = folder.resolve("made/machine.json");

    profile.write(file);

    assertThat(MachineProfile.read(file)).isEqualTo(profile);
    assertThat(file.getParent().toFile().list()).containsExactly("machine.json");
  }

  @Test
  void anotherCpuJdkOrWidthIsRefusedByName() throws Exception {
    for (String name : List.of("cpu", "jdk", "max_vector_size")) {
      Map<String, String> other = new TreeMap<>(MachineProfile.identityHere());
      String here = other.put(name, "another");
      assertThat(here).as(name).isNotNull();
      Path file = folder.resolve(name + ".json");
      Profiles.of(other).write(file);
      refused(
          file,
          ", which is of another machine or JVM: %s is another there and %s here"
              .formatted(name, here));
    }
  }

  @Test
  void whatIsMissingOrNoProfileIsRefused() throws Exception {
    Path file = folder.resolve("machine.json");
    refused(file, ", which cannot be read");
    Files.writeString(file, "{\"widths\": 1");
    refused(file, ", which is no machine.json");
    Files.writeString(file, "{}");
    refused(file, ", which is no machine.json of this version");
  }

  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> MachineProfile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + reason);
  }
}
