package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemFilesTest {
  private static final String X86 =
      """
      processor\t: 0
      vendor_id\t: AuthenticAMD
      model\t\t: 1
      model name\t: AMD EPYC 7763 64-Core Processor
      cpu MHz\t\t: 2445.422
      flags\t\t: fpu sse2 fma avx2

      processor\t: 1
      model name\t: another
      """;

  private static final String ARM =
      """
      processor       : 0
      CPU implementer : 0x41
      CPU part        : 0xd40
      """;

  @Test
  void theCpuIsNamedByItsMakerOrByArmsNumbers() {
    assertThat(SystemFiles.cpuModel(X86)).contains("AMD EPYC 7763 64-Core Processor");
    assertThat(SystemFiles.cpuModel(ARM)).contains("ARM 0x41 part 0xd40");
    assertThat(SystemFiles.cpuModel(ARM + "Model : Raspberry Pi 5")).contains("Raspberry Pi 5");
    assertThat(SystemFiles.cpuModel("")).isEmpty();
    assertThat(SystemFiles.cpuModel("model name :\nno colon")).isEmpty();
  }

  @Test
  void aFieldIsTheFirstOfItsName() {
    assertThat(SystemFiles.field(X86, "cpu MHz")).contains("2445.422");
    assertThat(SystemFiles.field(X86, "flags")).contains("fpu sse2 fma avx2");
    assertThat(SystemFiles.field(X86, "absent")).isEmpty();
  }

  @Test
  void memoryIsInKibibytes() {
    String meminfo = "MemTotal:       24684092 kB\nMemAvailable:   24304416 kB\nPages: 3\n";
    assertThat(SystemFiles.memory(meminfo, "MemAvailable")).hasValue(24304416L * 1024);
    assertThat(SystemFiles.memory(meminfo, "Pages")).isEmpty();
    assertThat(SystemFiles.memory(meminfo, "absent")).isEmpty();
  }

  @Test
  void sizesHaveBinaryPrefixes() {
    assertThat(SystemFiles.size("512")).hasValue(512);
    assertThat(SystemFiles.size("32K\n")).hasValue(32 << 10);
    assertThat(SystemFiles.size("1M")).hasValue(1 << 20);
    assertThat(SystemFiles.size("2G")).hasValue(2L << 30);
    assertThat(SystemFiles.size("a lot")).isEqualTo(OptionalLong.empty());
  }

  @Test
  void whatCannotBeReadIsEmpty(@TempDir Path folder) {
    assertThat(SystemFiles.read(folder)).isEmpty();
    assertThat(SystemFiles.read(folder.resolve("absent"))).isEmpty();
    assertThat(SystemFiles.list(folder.resolve("absent"), "*")).isEmpty();
  }

  /** Idle and iowait are not busy; guest time is not counted twice. */
  @Test
  void stealIsItsShareOfTheTimeThatWasWanted() {
    CpuTimes before = CpuTimes.parse("cpu  100 0 10 500 1 2 3 40 7 8\ncpu0 1 2 3").orElseThrow();
    CpuTimes after = CpuTimes.parse("cpu  200 0 10 1380 1 2 82 61 77 8").orElseThrow();
    assertThat(before).isEqualTo(new CpuTimes(115, 40));
    assertThat(after.since(before)).isEqualTo(new CpuTimes(179, 21));
    assertThat(after.since(before).stolenShare()).isEqualTo(20 / 200.0);
  }

  /** A tick may be of before: counters are rounded down. */
  @Test
  void oneTickOfStealIsNone() {
    assertThat(new CpuTimes(0, 0).stolenShare()).isZero();
    assertThat(new CpuTimes(9, 1).stolenShare()).isZero();
    assertThat(new CpuTimes(8, 2).stolenShare()).isEqualTo(0.1);
  }

  @Test
  void aKernelWithoutStealTellsNoTimes() {
    assertThat(CpuTimes.parse("cpu  1 2 3 4")).isEmpty();
    assertThat(CpuTimes.parse("cpu  1 2 3 4 5 6 7 eight")).isEmpty();
    assertThat(CpuTimes.parse("intr 1 2 3 4 5 6 7 8 9")).isEmpty();
    assertThat(CpuTimes.parse("")).isEmpty();
  }
}
