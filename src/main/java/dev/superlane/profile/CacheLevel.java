package dev.superlane.profile;

/**
 * One level of cache.
 *
 * @param measuredBytes by {@link CacheLevels}
 * @param systemBytes what the operating system says, null where it does not
 */
public record CacheLevel(String level, long measuredBytes, Long systemBytes) {}
