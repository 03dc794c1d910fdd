package dev.superlane.peers;

/** One library's product of fixed operands. */
interface GemmPeer {
  /** Computes C. */
  void multiply();

  /** C of the last product, m×n. */
  float[] result();
}
