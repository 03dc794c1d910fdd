package dev.superlane.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A batch as a .npz that {@code scipy.sparse.load_npz} reads as a CSR matrix: an uncompressed zip
 * of numpy arrays (format 1.0). Equal batches are equal files.
 */
public final class BatchFile {
  /** Not the first day a zip knows: for that one the JDK adds a field that depends on the zone. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int CHUNK_BYTES = 1 << 16;

  private BatchFile() {}

  /**
   * Writes {@code indptr} and {@code indices} (int32), {@code data} (float32), {@code shape}
   * (int64) and {@code format}.
   *
   * @param features N, the number of columns
   * @throws ClosedByInterruptException if this thread is interrupted; half a file is then left
   */
  public static void write(Path file, SparseBatch batch, int features) throws IOException {
    try (OutputStream out = new BufferedOutputStream(interruptible(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      writeArrays(zip, batch, features);
    }
  }

  /** Streams that {@code Files} makes hear no interrupt. */
  private static OutputStream interruptible(Path file) throws IOException {
    return Channels.newOutputStream(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  private static void writeArrays(ZipOutputStream zip, SparseBatch batch, int features)
      throws IOException {
    int nonZeros = batch.nonZeros();
    int offsets = batch.rows + 1;
    // Two little-endian words make an int64.
    int[] shape = {batch.rows, 0, features, 0};
    byte[] format = "csr".getBytes(StandardCharsets.US_ASCII);
    IntUnaryOperator dataBits = i -> Float.floatToRawIntBits(batch.values[i]);
    words(zip, "indices", "<i4", vector(nonZeros), nonZeros, i -> batch.indices[i]);
    words(zip, "indptr", "<i4", vector(offsets), offsets, i -> batch.rowOffsets[i]);
    entry(zip, "format", header("|S3", "()"), format.length, out -> out.write(format));
    words(zip, "shape", "<i8", vector(2), shape.length, i -> shape[i]);
    words(zip, "data", "<f4", vector(nonZeros), nonZeros, dataBits);
  }

  /** A numpy shape; not formatted, because some locales write other digits. */
  private static String vector(int length) {
    return "(" + length + ",)";
  }

  private static void words(
      ZipOutputStream zip, String name, String type, String shape, int count, IntUnaryOperator word)
      throws IOException {
    long bytes = (long) count * Integer.BYTES;
    entry(zip, name, header(type, shape), bytes, out -> writeWords(out, count, word));
  }

  private static void writeWords(OutputStream out, int count, IntUnaryOperator word)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      chunk.putInt(word.applyAsInt(i));
      if (!chunk.hasRemaining() || i == count - 1) {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
    }
  }

  /** What follows a header; written twice. */
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static void entry(
      ZipOutputStream zip, String name, byte[] header, long contentBytes, Content content)
      throws IOException {
    // A stored entry states its checksum before its bytes.
    CheckedOutputStream checked =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    checked.write(header);
    content.writeTo(checked);
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(ENTRY_TIME);
    entry.setSize(header.length + contentBytes);
    entry.setCrc(checked.getChecksum().getValue());
    zip.putNextEntry(entry);
    zip.write(header);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** Magic, version 1.0, length, and a dictionary padded so that the content starts at 64 bytes. */
  private static byte[] header(String type, String shape) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    int prefix = MAGIC.length + Short.BYTES;
    int bytes = Math.ceilDiv(prefix + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).putShort((short) (bytes - prefix));
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    header.put((byte) '\n');
    return header.array();
  }
}
