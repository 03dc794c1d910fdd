package dev.superlane.train;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.superlane.model.Parameters;
import dev.superlane.model.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Parameters as a safetensors file: the header's length (8 bytes), a JSON header, raw numbers, all
 * little-endian. It holds the F32 tensors embedding [N, K], core [K, K] and bias [N], those that
 * the student has, in this order and without metadata: equal bits are equal files.
 */
final class Safetensors {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_BYTES = 1 << 20;

  private Safetensors() {}

  /** One tensor: its name, its shape, and where its numbers are in {@link Parameters#values}. */
  record Tensor(String name, List<Integer> shape, int at) {
    long count() {
      long count = 1;
      for (int size : shape) {
        count *= size;
      }
      return count;
    }
  }

  /** The tensors of a student in file order. */
  static List<Tensor> tensors(Parameters parameters) {
    Shape shape = parameters.shape;
    int features = shape.features();
    int width = shape.width();
    List<Tensor> tensors = new ArrayList<>();
    if (parameters.embedding != Parameters.ABSENT) {
      tensors.add(new Tensor("embedding", List.of(features, width), parameters.embedding));
    }
    tensors.add(new Tensor("core", List.of(width, width), parameters.core));
    if (parameters.bias != Parameters.ABSENT) {
      tensors.add(new Tensor("bias", List.of(features), parameters.bias));
    }
    return tensors;
  }

  static void write(Path file, Parameters parameters) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
      write(channel, parameters);
    }
  }

  /** That of the file that {@link #write} would write: CRC-32C, 8 hexadecimal digits. */
  static String checksum(Parameters parameters) throws IOException {
    CRC32C crc = new CRC32C();
    write(
        Channels.newChannel(new CheckedOutputStream(OutputStream.nullOutputStream(), crc)),
        parameters);
    return hexadecimal(crc);
  }

  static String hexadecimal(CRC32C crc) {
    return "%08x".formatted(crc.getValue());
  }

  private static void write(WritableByteChannel channel, Parameters parameters) throws IOException {
    byte[] header = header(tensors(parameters));
    // Parameters lie in the order of the file.
    float[] values = parameters.values;
    long bytes = Long.BYTES + header.length + (long) values.length * Float.BYTES;
    ByteBuffer chunk =
        ByteBuffer.allocate((int) Math.min(bytes, CHUNK_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    chunk.putLong(header.length).put(header);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, chunk.remaining() / Float.BYTES);
      chunk.asFloatBuffer().put(values, at, count);
      chunk.position(chunk.position() + count * Float.BYTES);
      at += count;
      drain(chunk, channel);
    }
  }

  private static byte[] header(List<Tensor> tensors) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    long from = 0;
    for (Tensor tensor : tensors) {
      long to = from + tensor.count() * Float.BYTES;
      String shape = tensor.shape().toString().replace(" ", "");
      json.add(
          "\""
              + tensor.name()
              + "\":{\"dtype\":\"F32\",\"shape\":"
              + shape
              + ",\"data_offsets\":["
              + from
              + ","
              + to
              + "]}");
      from = to;
    }
    byte[] text = json.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] padded = Arrays.copyOf(text, Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void drain(ByteBuffer chunk, WritableByteChannel channel) throws IOException {
    chunk.flip();
    while (chunk.hasRemaining()) {
      channel.write(chunk);
    }
    chunk.clear();
  }

  /**
   * Fills all parameters from a file that holds this student's tensors, in any order.
   *
   * @throws IllegalArgumentException if it holds anything else, or numbers that are not finite
   */
  static void read(Path file, Parameters into) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      SafetensorsHeader header = SafetensorsHeader.read(channel);
      List<Tensor> tensors = tensors(into);
      header.requireOnly(tensors);
      for (Tensor tensor : tensors) {
        fill(channel, header.offset(tensor), into.values, tensor);
      }
    }
    if (!into.finite()) {
      throw new IllegalArgumentException("it holds numbers that are not finite");
    }
  }

  private static void fill(FileChannel channel, long offset, float[] values, Tensor tensor)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(offset);
    int at = tensor.at();
    int end = at + (int) tensor.count();
    while (at < end) {
      int count = Math.min(end - at, CHUNK_BYTES / Float.BYTES);
      readFully(channel, chunk.clear().limit(count * Float.BYTES));
      chunk.flip().asFloatBuffer().get(values, at, count);
      at += count;
    }
  }

  static void readFully(FileChannel channel, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
  }
}
