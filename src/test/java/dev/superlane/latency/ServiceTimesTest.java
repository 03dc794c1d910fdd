package dev.superlane.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTimesTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 50;
  private static final int STEPS = 5000;

  private static volatile Object sink;

  /** Reads the recording thread's allocated bytes as the first and the last recorded step begin. */
  private static final class Probe implements IntConsumer {
    private final Runnable work;
    private long first;
    private long last;

    Probe(Runnable work) {
      this.work = work;
    }

    @Override
    public void accept(int step) {
      if (step == WARM_UP) {
        first = THREADS.getCurrentThreadAllocatedBytes();
      }
      last = THREADS.getCurrentThreadAllocatedBytes();
      work.run();
    }
  }

  private static long bytesWhileRecording(Runnable work) {
    Probe probe = new Probe(work);
    new ServiceTimes().record(probe, () -> true, WARM_UP, STEPS);
    return probe.last - probe.first;
  }

  @Test
  void recordingAllocatesNothing() {
    // A run may still link what it calls, or ask C2 for a method, whose strings are then made.
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 20 && least > 0; run++) {
      least = Math.min(least, bytesWhileRecording(() -> {}));
    }
    assertThat(least).isZero();
  }

  /** The probe sees 16 bytes and more a step where a step does allocate. */
  @Test
  void theProbeSeesAnAllocatingStep() {
    assertThat(bytesWhileRecording(() -> sink = new byte[1]))
        .isGreaterThanOrEqualTo(16L * (STEPS - WARM_UP - 1));
  }

  @Test
  void countsItsStepsAsItGoes() {
    ServiceTimes latency = new ServiceTimes();
    IntConsumer counted = step -> assertThat(latency.stepsDone()).isEqualTo(step);
    latency.warmUp(counted, () -> true, 0, WARM_UP);
    latency.record(counted, () -> true, WARM_UP, WARM_UP + 20);
    assertThat(latency.stepsDone()).isEqualTo(WARM_UP + 20);
    assertThat(latency.summary("steps")).contains("20 steps");
  }

  @Test
  void endsWhereAParameterIsNotFinite() {
    ServiceTimes latency = new ServiceTimes();
    assertThat(latency.record(step -> {}, () -> false, 10, 1000)).isFalse();
    assertThat(latency.stepsDone()).isEqualTo(100);
    assertThat(latency.recorded()).isEqualTo(90);
  }

  @Test
  void endsAfterTheStepInWhichItIsStopped() {
    ServiceTimes latency = new ServiceTimes();
    boolean finite =
        latency.record(
            step -> {
              if (step == 20) {
                latency.stop();
              }
            },
            () -> true,
            10,
            1000);
    assertThat(finite).isTrue();
    assertThat(latency.recorded()).isEqualTo(11);
  }

  @Test
  void aFileThatCannotBeFinishedLeavesNothing(@TempDir Path folder) {
    Iterable<String> broken =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> new ServiceTimes().write(folder, "latency", broken))
        .hasMessage("broken");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void writesBothFilesAndNothingBesides(@TempDir Path folder) throws Exception {
    ServiceTimes latency = new ServiceTimes();
    latency.record(step -> {}, () -> true, 0, 10);
    latency.write(folder, "latency", List.of("a comment"));
    assertThat(folder.resolve("latency.hlog")).content().startsWith("#a comment");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("latency.hlog", "latency.txt");
  }
}
