package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilersTest {
  @TempDir Path folder;

  @Test
  void rooflineIsOurs() throws Exception {
    assertThat(Profilers.resolved("roofline", folder))
        .isEqualTo("dev.superlane.jmh.RooflineProfiler");
    assertThat(Profilers.resolved("roofline:x=1", folder))
        .isEqualTo("dev.superlane.jmh.RooflineProfiler:x=1");
  }

  @Test
  void asyncProfilerComesOutOfTheJar() throws Exception {
    Profilers.require("async");
    String[] options = Profilers.resolved("async:output=text", folder).split("[:;]");
    assertThat(options).startsWith("async", "output=text").endsWith("dir=" + folder + "/async");
    assertThat(options[2]).startsWith("libPath=");
    assertThat(Path.of(options[2].substring("libPath=".length()))).isRegularFile();
    String given = "async:libPath=/x.so;dir=y";
    assertThat(Profilers.resolved(given, folder)).isEqualTo(given);
  }

  @Test
  void othersGoAsTheyStand() throws Exception {
    Profilers.require("gc");
    assertThat(Profilers.resolved("gc", folder)).isEqualTo("gc");
    assertThat(Profilers.resolved("stack:lines=3", folder)).isEqualTo("stack:lines=3");
  }
}
