package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndependentMeasurementTest {
  @Test
  void withoutACompilerOneSentenceSaysSo(@TempDir Path empty) throws Exception {
    IndependentMeasurement none = IndependentMeasurement.run(Profiles.SETS, empty.toString());
    assertThat(none.figures()).isNull();
    assertThat(none.absence()).startsWith("there is no cc or gcc on the PATH");
  }

  @Test
  void aCompilerThatFailsIsSaidToo(@TempDir Path folder) throws Exception {
    Path cc = Files.writeString(folder.resolve("cc"), "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(cc, PosixFilePermissions.fromString("rwxr-xr-x"));
    IndependentMeasurement none = IndependentMeasurement.run(Profiles.SETS, folder.toString());
    assertThat(none.figures()).isNull();
    assertThat(none.absence()).startsWith("cc could not compile limits.c");
  }

  @Test
  void figuresAreReadLineByLine() {
    assertThat(IndependentMeasurement.rates("fma 118.5\n16384 280\n67108864 25.5\n", Profiles.SETS))
        .containsExactly(
            new Rate("fma", "registers", 0, "GFLOP/s", 118.5, 0),
            new Rate("triad", "L1", 16 << 10, "GB/s", 280, 0),
            new Rate("triad", "memory", 64 << 20, "GB/s", 25.5, 0));
  }
}
