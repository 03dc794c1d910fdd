package dev.superlane.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Secondary result: GFLOP/s, a fused multiply-add counted as two. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Work {
  public double gflops;

  @Setup(Level.Iteration)
  public void clear() {
    gflops = 0;
  }

  public void add(double flops) {
    gflops += flops * 1e-9;
  }
}
