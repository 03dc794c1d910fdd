package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Mounted.file(root, name, text);
  }

  @Test
  void versionTwoTakesTheSmallestQuotaUpToTheRoot() throws IOException {
    file("proc/self/cgroup", "0::/box/inner\n");
    file("sys/fs/cgroup/cpu.max", "max 100000\n");
    file("sys/fs/cgroup/box/cpu.max", "150000 100000\n");
    file("sys/fs/cgroup/box/inner/cpu.max", "400000 100000\n");
    assertThat(Cgroup.cpus(root)).hasValue(1.5);
  }

  @Test
  void versionOneReadsQuotaAndPeriod() throws IOException {
    file("proc/self/cgroup", "4:memory:/far\n1:cpu,cpuacct:/box\n0::/\n");
    file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    file("sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "50000\n");
    file("sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
    assertThat(Cgroup.cpus(root)).hasValue(0.5);
  }

  @Test
  void aGroupThatIsNotMountedLeavesTheTop() throws IOException {
    file("proc/self/cgroup", "0::/docker/0123\n");
    file("sys/fs/cgroup/cpu.max", "200000 100000\n");
    assertThat(Cgroup.cpus(root)).hasValue(2);
  }

  @Test
  void noQuotaAndNoCgroupsAreEmpty() throws IOException {
    assertThat(Cgroup.cpus(root)).isEmpty();
    file("proc/self/cgroup", "0::/\n");
    file("sys/fs/cgroup/cpu.max", "max 100000\n");
    assertThat(Cgroup.cpus(root)).isEmpty();
    file("sys/fs/cgroup/cpu.max", "100000 0\n");
    assertThat(Cgroup.cpus(root)).isEmpty();
  }

  @Test
  void theLongestStopAtAQuotaUpToTheRootCounts() throws IOException {
    file("proc/self/cgroup", "0::/box/inner\n");
    file("sys/fs/cgroup/box/cpu.stat", "usage_usec 7\nnr_throttled 3\nthrottled_usec 250\n");
    file("sys/fs/cgroup/box/inner/cpu.stat", "usage_usec 7\nthrottled_usec 40\n");
    assertThat(Cgroup.throttledNs(root)).hasValue(250_000);
  }

  @Test
  void versionOneCountsStopsInNanoseconds() throws IOException {
    file("proc/self/cgroup", "1:cpu,cpuacct:/\n");
    file("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 0\nnr_throttled 0\nthrottled_time 1234\n");
    assertThat(Cgroup.throttledNs(root)).hasValue(1234);
    file("sys/fs/cgroup/cpu/cpu.stat", "throttled_time many\n");
    assertThat(Cgroup.throttledNs(root)).isEmpty();
  }
}
