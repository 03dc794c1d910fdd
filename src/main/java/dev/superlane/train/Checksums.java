package dev.superlane.train;

import java.util.Optional;

/**
 * CRC-32C of the files of numbers that belong to a run.json, 8 hexadecimal digits each.
 *
 * @param parameters of parameters.safetensors
 * @param adam of adam.safetensors; empty with SGD
 */
record Checksums(String parameters, Optional<String> adam) {}
