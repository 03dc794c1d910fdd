package dev.superlane.profile;

import java.util.List;

/**
 * One core's limits from a small C program compiled on this machine.
 *
 * @param compiler its first line of --version
 * @param command how it was compiled
 * @param rates fma, and triad from each level; {@code allCores} is 0, which is not measured
 */
public record Independent(String compiler, String command, List<Rate> rates) {}
