package dev.superlane.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Options that would leave the benchmarks without the Vector API get one sentence. */
class MainTest {
  private static String problem(boolean modulePresent, String... args) {
    return Main.problem(args, modulePresent, false);
  }

  @Test
  void ordinaryOptionsPass() {
    assertThat(problem(false)).isNull();
    assertThat(problem(false, "Gemm", "-f", "1", "-jvmArgs", "-Xmx2g")).isNull();
    assertThat(problem(false, "-jvmArgsAppend", "-XX:UseAVX=2")).isNull();
  }

  @Test
  void noForksNeedTheModuleHere() {
    assertThat(problem(false, "-f", "0"))
        .contains("-f 0")
        .contains("--add-modules")
        .hasLineCount(1);
    assertThat(problem(true, "-f", "0")).isNull();
  }

  @Test
  void noForksNeedSuperWordOffWhereABenchmarkDoes() {
    String[] needs = {"GemmBenchmark.scalarNoSuper", "-f", "0"};
    assertThat(Main.problem(needs, true, true))
        .contains("-f 0", "-XX:-UseSuperWord")
        .hasLineCount(1);
    assertThat(Main.problem(new String[] {"-f", "0"}, true, true)).contains("-e NoSuperWord");
    assertThat(Main.problem(needs, true, false)).isNull();
    assertThat(Main.problem(new String[] {"-f", "0", "-e", "NoSuperWord"}, true, true)).isNull();
    assertThat(Main.problem(new String[] {"scalarNoSuper"}, true, true)).isNull();
  }

  @Test
  void prependReplacesOurs() {
    assertThat(problem(false, "-jvmArgsPrepend", "-Xint")).contains("-jvmArgsPrepend");
    assertThat(problem(false, "-jvmArgsPrepend", "--add-modules=jdk.incubator.vector")).isNull();
  }

  @Test
  void jmhJudgesItsOwnOptions() {
    assertThat(problem(false, "-nonsense")).isNull();
  }
}
