package dev.superlane.sweep;

/**
 * What a cell is expected to take.
 *
 * @param work its time on one core
 * @param threads that it runs on
 * @param bytes of heap
 */
record Cost(TimeLeft.Work work, int threads, long bytes) {}
