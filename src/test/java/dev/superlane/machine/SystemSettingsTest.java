package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSettingsTest {
  private static final String CPUFREQ = "sys/devices/system/cpu/cpu0/cpufreq/";

  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Mounted.file(root, name, text);
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    SystemSettings.put(facts, root);
    return facts;
  }

  @Test
  void readsWhatIsThere() throws IOException {
    file("proc/self/status", "Cpus_allowed:\tff\nCpus_allowed_list:\t0-3,6\n");
    file(CPUFREQ + "scaling_governor", "powersave\n");
    file(CPUFREQ + "scaling_cur_freq", "3512345\n");
    file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    ByteBuffer vector = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    vector.putLong(3).putLong(64).putLong(6).putLong(16384).putLong(0).putLong(0);
    Files.write(root.resolve("proc/self/auxv"), vector.array());
    assertThat(facts())
        .containsEntry("cpus_allowed", "0-3,6")
        .containsEntry("governor", "powersave")
        .containsEntry("core_0_mhz", 3512.345)
        .containsEntry("page_bytes", 16384L)
        .containsEntry("transparent_huge_pages", "madvise");
  }

  @Test
  void theClockIsAlsoInCpuinfo() throws IOException {
    file("proc/cpuinfo", "processor : 0\ncpu MHz\t\t: 2445.404\n");
    assertThat(facts()).containsEntry("core_0_mhz", 2445.404);
  }

  @Test
  void whatIsNotThereOrNotUnderstoodIsLeftOut() throws IOException {
    assertThat(facts()).isEmpty();
    file(CPUFREQ + "scaling_cur_freq", "<unknown>\n");
    file("sys/kernel/mm/transparent_hugepage/enabled", "madvise\n");
    file("proc/self/auxv", "short");
    file("proc/cpuinfo", "cpu MHz : unknown\n");
    assertThat(facts()).isEmpty();
  }

  @Test
  void coresOfAListAreCounted() {
    assertThat(SystemSettings.count("0")).hasValue(1);
    assertThat(SystemSettings.count("0-3,6,8-9")).hasValue(7);
    assertThat(SystemSettings.count("all")).isEmpty();
    assertThat(SystemSettings.count("")).isEmpty();
  }
}
