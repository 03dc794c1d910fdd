package dev.superlane.train;

import java.io.IOException;
import java.util.Optional;

/**
 * CRC-32C of the files of numbers that belong to a run.json, 8 hexadecimal digits each.
 *
 * @param parameters of parameters.safetensors; null where none are kept and those at the end are
 *     not finite
 * @param adam of adam.safetensors; empty with SGD
 */
public record Checksums(String parameters, Optional<String> adam) {
  static final Checksums NONE = new Checksums(null, Optional.empty());

  /** Those of the files that would hold this state. */
  static Checksums of(State state) throws IOException {
    Optional<String> adam = Optional.empty();
    if (state.moments().isPresent()) {
      adam = Optional.of(Safetensors.checksum(Safetensors.tensors(state.moments().get())));
    }
    return new Checksums(Safetensors.checksum(Safetensors.tensors(state.parameters())), adam);
  }
}
