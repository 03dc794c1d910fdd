package dev.superlane.jmh;

import jdk.incubator.vector.FloatVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/** Placeholder. */
public class PeakBenchmark {
  @Benchmark
  @Fork(jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
  public int lanes() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
