package dev.superlane.train;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.superlane.model.Moments;
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
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Tensors as a safetensors file: the header's length (8 bytes), a JSON header, raw numbers, all
 * little-endian, without metadata: equal bits are equal files. Parameters are the F32 tensors
 * embedding [N, K], core [K, K] and bias [N], those that the student has, in this order.
 */
final class Safetensors {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_BYTES = 1 << 20;

  private Safetensors() {}

  /** One tensor: its name, its shape, and where its numbers are. */
  record Tensor(String name, List<Integer> shape, float[] values, int at) {
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
      tensors.add(tensor("embedding", parameters.embedding, parameters, features, width));
    }
    tensors.add(tensor("core", parameters.core, parameters, width, width));
    if (parameters.bias != Parameters.ABSENT) {
      tensors.add(tensor("bias", parameters.bias, parameters, features));
    }
    return tensors;
  }

  private static Tensor tensor(String name, int at, Parameters parameters, Integer... shape) {
    return new Tensor(name, List.of(shape), parameters.values, at);
  }

  /** first_moment.NAME and then second_moment.NAME for each trained tensor. */
  static List<Tensor> tensors(Moments moments) {
    return Stream.concat(
            trained("first_moment.", moments.first()), trained("second_moment.", moments.second()))
        .toList();
  }

  private static Stream<Tensor> trained(String prefix, Parameters moment) {
    return tensors(moment).stream()
        .filter(tensor -> tensor.at() >= moment.trained())
        .map(t -> new Tensor(prefix + t.name(), t.shape(), t.values(), t.at()));
  }

  static void write(Path file, List<Tensor> tensors) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
      write(channel, tensors);
    }
  }

  /** That of the file that {@link #write} would write: CRC-32C, 8 hexadecimal digits. */
  static String checksum(List<Tensor> tensors) throws IOException {
    CRC32C crc = new CRC32C();
    write(
        Channels.newChannel(new CheckedOutputStream(OutputStream.nullOutputStream(), crc)),
        tensors);
    return hexadecimal(crc);
  }

  static String hexadecimal(CRC32C crc) {
    return "%08x".formatted(crc.getValue());
  }

  private static void write(WritableByteChannel channel, List<Tensor> tensors) throws IOException {
    byte[] header = header(tensors);
    long numbers = tensors.stream().mapToLong(Tensor::count).sum();
    long bytes = Long.BYTES + header.length + numbers * Float.BYTES;
    ByteBuffer chunk =
        ByteBuffer.allocate((int) Math.min(bytes, CHUNK_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    chunk.putLong(header.length).put(header);
    for (Tensor tensor : tensors) {
      int end = tensor.at() + (int) tensor.count();
      for (int at = tensor.at(); at < end; ) {
        if (chunk.remaining() < Float.BYTES) {
          drain(chunk, channel);
        }
        int count = Math.min(end - at, chunk.remaining() / Float.BYTES);
        chunk.asFloatBuffer().put(tensor.values(), at, count);
        chunk.position(chunk.position() + count * Float.BYTES);
        at += count;
      }
    }
    drain(chunk, channel);
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
   * Fills all tensors from a file that holds them, in any order.
   *
   * @throws IllegalArgumentException if it holds anything else, or numbers that are not finite
   */
  static void read(Path file, List<Tensor> into) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      SafetensorsHeader header = SafetensorsHeader.read(channel);
      header.requireOnly(into);
      for (Tensor tensor : into) {
        fill(channel, header.offset(tensor), tensor);
      }
    }
  }

  private static void fill(FileChannel channel, long offset, Tensor tensor) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(offset);
    int at = tensor.at();
    int end = at + (int) tensor.count();
    while (at < end) {
      int count = Math.min(end - at, CHUNK_BYTES / Float.BYTES);
      readFully(channel, chunk.clear().limit(count * Float.BYTES));
      chunk.flip().asFloatBuffer().get(tensor.values(), at, count);
      requireFinite(tensor.values(), at, at + count);
      at += count;
    }
  }

  private static void requireFinite(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("it holds numbers that are not finite");
      }
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
