package dev.superlane.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The header of a safetensors file, checked: its tensors fill the file without gap or overlap. */
final class SafetensorsHeader {
  /** Python's safetensors sets the same limit. */
  private static final long MAX_BYTES = 100_000_000;

  private static final String METADATA = "__metadata__";

  /** Tensors by name, in the order of their numbers. */
  private final Map<String, JsonNode> tensors = new LinkedHashMap<>();

  /** Where the numbers begin in the file. */
  private final long dataStart;

  private SafetensorsHeader(long dataStart) {
    this.dataStart = dataStart;
  }

  /**
   * @throws IllegalArgumentException if the file is no safetensors file
   */
  static SafetensorsHeader read(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new IllegalArgumentException("it is too short for a safetensors file");
    }
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Safetensors.readFully(channel, prefix);
    long length = prefix.flip().getLong();
    if (length < 2 || length > Math.min(MAX_BYTES, size - Long.BYTES)) {
      throw new IllegalArgumentException(
          "it is no safetensors file: its header would have %s bytes of the file's %d"
              .formatted(Long.toUnsignedString(length), size));
    }
    ByteBuffer text = ByteBuffer.allocate((int) length);
    Safetensors.readFully(channel, text);
    SafetensorsHeader header = new SafetensorsHeader(Long.BYTES + length);
    header.fill(parse(text.array()), size);
    return header;
  }

  private static JsonNode parse(byte[] text) {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      JsonNode root = mapper.readTree(new String(text, StandardCharsets.UTF_8));
      if (root.isObject()) {
        return root;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no safetensors file: its header is not JSON", e);
    }
    throw new IllegalArgumentException("it is no safetensors file: its header is no JSON object");
  }

  private void fill(JsonNode root, long size) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        requireOffsets(entry.getKey(), entry.getValue());
        entries.add(entry);
      }
    }
    entries.sort((x, y) -> Long.compare(from(x.getValue()), from(y.getValue())));
    long at = 0;
    for (Map.Entry<String, JsonNode> entry : entries) {
      if (from(entry.getValue()) != at) {
        throw new IllegalArgumentException(
            "its tensor %s begins at byte %d of the numbers, expected is %d"
                .formatted(entry.getKey(), from(entry.getValue()), at));
      }
      at = to(entry.getValue());
      tensors.put(entry.getKey(), entry.getValue());
    }
    if (dataStart + at != size) {
      throw new IllegalArgumentException(
          "it has %d bytes, its header describes %d".formatted(size, dataStart + at));
    }
  }

  private static void requireOffsets(String name, JsonNode tensor) {
    JsonNode offsets = tensor.path("data_offsets");
    boolean whole =
        offsets.size() == 2
            && offsets.path(0).isIntegralNumber()
            && offsets.path(0).canConvertToLong()
            && offsets.path(1).isIntegralNumber()
            && offsets.path(1).canConvertToLong();
    if (!whole || from(tensor) < 0 || to(tensor) < from(tensor)) {
      throw new IllegalArgumentException("its tensor %s has no valid data_offsets".formatted(name));
    }
  }

  private static long from(JsonNode tensor) {
    return tensor.path("data_offsets").path(0).longValue();
  }

  private static long to(JsonNode tensor) {
    return tensor.path("data_offsets").path(1).longValue();
  }

  /** Refuses a file whose tensors differ from the expected ones in name, type or shape. */
  void requireOnly(List<Safetensors.Tensor> expected) {
    StringJoiner names = new StringJoiner(", ");
    for (Safetensors.Tensor tensor : expected) {
      names.add(tensor.name());
      JsonNode found = tensors.get(tensor.name());
      if (found == null) {
        throw new IllegalArgumentException(
            "it lacks the tensor %s of shape %s".formatted(tensor.name(), tensor.shape()));
      }
      requireMatch(tensor, found);
    }
    for (String name : tensors.keySet()) {
      if (expected.stream().noneMatch(tensor -> tensor.name().equals(name))) {
        throw new IllegalArgumentException(
            "it holds the tensor %s, this student has only %s".formatted(name, names));
      }
    }
  }

  private static void requireMatch(Safetensors.Tensor tensor, JsonNode found) {
    String type = found.path("dtype").asString("");
    if (!type.equals("F32")) {
      throw new IllegalArgumentException(
          "its tensor %s is of type '%s', expected is F32".formatted(tensor.name(), type));
    }
    String shape = found.path("shape").toString().replace(",", ", ");
    if (!shape.equals(tensor.shape().toString())) {
      throw new IllegalArgumentException(
          "its tensor %s has shape %s, this student's has %s"
              .formatted(tensor.name(), shape, tensor.shape()));
    }
    long bytes = to(found) - from(found);
    if (bytes != tensor.count() * Float.BYTES) {
      throw new IllegalArgumentException(
          "its tensor %s has %d bytes, shape %s needs %d"
              .formatted(tensor.name(), bytes, shape, tensor.count() * Float.BYTES));
    }
  }

  /** Where a tensor's numbers begin in the file. */
  long offset(Safetensors.Tensor tensor) {
    return dataStart + from(tensors.get(tensor.name()));
  }
}
