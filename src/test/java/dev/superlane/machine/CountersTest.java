package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Mounted.file(root, name, text);
  }

  @Test
  void readsEachCounter() throws IOException {
    file("proc/stat", "cpu  100 0 10 500 1 2 3 40 7 8\n");
    // A name may hold what the format uses.
    file("proc/self/stat", "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n");
    file("proc/thread-self/schedstat", "111 222 333\n");
    file("proc/thread-self/status", "Name:\tjava\nnonvoluntary_ctxt_switches:\t11\n");
    file("proc/pressure/cpu", "some avg10=1.00 avg60=0.50 total=12345\nfull avg10=0.00 total=9\n");
    file("proc/loadavg", "1.00 0.47 0.90 5/147 8138\n");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "3500000\n");
    Counters counters = Counters.read(root);
    assertThat(counters.cpu()).hasValue(new CpuTimes(115, 40));
    assertThat(counters.ownTicks()).hasValue(11 + 12 + 13 + 14);
    assertThat(counters.waitedNs()).hasValue(222);
    assertThat(counters.involuntary()).hasValue(11);
    assertThat(counters.pressureUs()).hasValue(12345);
    assertThat(counters.load()).hasValue("1.00 0.47 0.90");
    assertThat(counters.kilohertz()).hasValue(3_500_000);
    assertThat(counters.facts())
        .containsEntry("busy_ticks", 115L)
        .containsEntry("waited_ns", 222L)
        .hasSize(8);
  }

  @Test
  void whatIsNotThereOrNotUnderstoodIsEmpty() throws IOException {
    assertThat(Counters.read(root).facts()).isEmpty();
    file("proc/stat", "intr 1\n");
    file("proc/self/stat", "7 (java) S 1 2 3\n");
    file("proc/thread-self/schedstat", "111\n");
    file("proc/thread-self/status", "Name:\tjava\n");
    file("proc/pressure/cpu", "some avg10=1.00\n");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "<unknown>\n");
    assertThat(Counters.read(root).facts()).isEmpty();
  }
}
