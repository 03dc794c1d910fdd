package dev.superlane.profile;

/** Nanoseconds of a dependent load from a working set of that many bytes. */
public record Latency(long bytes, double ns) {}
