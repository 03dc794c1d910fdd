package dev.superlane.jmh;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * JVM arguments of the forks, and a check that they arrived: a benchmark fails, it never falls
 * back.
 */
public final class Jvm {
  public static final String MODULE = "--add-modules=jdk.incubator.vector";
  public static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  /**
   * Arrays lie at cache lines; elsewhere they lie where the collector puts them, another place from
   * fork to fork. See {@link dev.superlane.kernel.CacheLine}.
   */
  public static final String ALIGNED = "-XX:ObjectAlignmentInBytes=64";

  static final String NO_SUPER_WORD = "-XX:-UseSuperWord";

  private Jvm() {}

  /**
   * @param benchmark the full name of the running benchmark
   * @throws IllegalStateException in one sentence, if this JVM is not the one that it needs
   */
  static void require(String benchmark) {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException("this JVM lacks the Vector API: it needs " + MODULE);
    }
    if (needsNoSuperWord(benchmark) && superWord()) {
      throw new IllegalStateException(
          "this JVM vectorises scalar loops: the benchmark needs " + NO_SUPER_WORD);
    }
  }

  static boolean needsNoSuperWord(String benchmark) {
    return benchmark.endsWith("scalarNoSuperWord");
  }

  static boolean superWord() {
    return Boolean.parseBoolean(
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("UseSuperWord")
            .getValue());
  }
}
