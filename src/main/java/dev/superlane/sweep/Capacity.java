package dev.superlane.sweep;

/** What cores and heap are left for one more cell. Not for several threads at once. */
final class Capacity {
  private final int allCores;
  private final long allBytes;
  private int cores;
  private long bytes;

  Capacity(int cores) {
    this(cores, Runtime.getRuntime().maxMemory());
  }

  /**
   * @param bytes of heap
   */
  Capacity(int cores, long bytes) {
    allCores = cores;
    allBytes = bytes;
    this.cores = cores;
    this.bytes = bytes;
  }

  /**
   * Takes what a cell needs, if it is there. A cell that needs more than all there is runs alone.
   */
  boolean take(Cost cost) {
    if (threads(cost) > cores || heap(cost) > bytes) {
      return false;
    }
    cores -= threads(cost);
    bytes -= heap(cost);
    return true;
  }

  void give(Cost cost) {
    cores += threads(cost);
    bytes += heap(cost);
  }

  private int threads(Cost cost) {
    return Math.min(cost.threads(), allCores);
  }

  /** Twice what its arrays take: the collector needs room too. */
  private long heap(Cost cost) {
    return Math.min(2 * cost.bytes(), allBytes);
  }
}
