package dev.superlane.latency;

/** Steps allocated while they were recorded, so that their times are not to be trusted. */
public final class AllocationException extends Exception {
  private static final long serialVersionUID = 1;

  AllocationException(long bytes, long steps) {
    super(
        "%d bytes were allocated in %d recorded steps, where none are allowed"
            .formatted(bytes, steps));
  }
}
