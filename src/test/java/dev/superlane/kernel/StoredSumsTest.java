package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.superlane.TestClassPath;
import dev.superlane.machine.ChildJvm;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sums that leave a loop stay vectors where the profile of their class says nothing: a GEMM that
 * packs by vectors of another species than its tiles', its loops compiled before its methods.
 * Without the check before a store each step of each sum was an object then.
 */
class StoredSumsTest {
  private static final int M = 82;
  private static final int N = 512;
  private static final int K = 512;
  private static final int CALLS = 20;

  /** About ten seconds with objects; compiled code needs some 20. */
  private static final int WINDOWS = 250;

  /** Prints the least bytes that a window of calls allocated. */
  public static void main(String[] args) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] a = new float[M * K];
    float[] b = new float[N * K];
    float[] c = new float[M * N];
    GemmBuffers buffers = new GemmBuffers();
    long least = Long.MAX_VALUE;
    for (int window = 0; window < WINDOWS && least > 0; window++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        VectorKernels.INSTANCE.gemm(
            Transpose.NT, M, N, K, a, 0, K, b, 0, K, false, c, 0, N, buffers);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println("least " + least);
  }

  @Timeout(120)
  @Test
  void areNoObjects() throws Exception {
    Process jvm;
    try (TestClassPath _ = new TestClassPath()) {
      jvm =
          new ProcessBuilder(
                  ChildJvm.command(
                      List.of("-XX:-TieredCompilation"), StoredSumsTest.class, List.of()))
              .start();
    }
    assertThat(jvm.inputReader().lines().toList()).containsExactly("least 0");
    assertThat(jvm.waitFor()).isZero();
  }
}
