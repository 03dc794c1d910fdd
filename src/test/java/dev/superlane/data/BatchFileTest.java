package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFileTest {
  @TempDir Path folder;

  private static SparseBatch batch(int rows) {
    Spectrum spectrum = Spectrum.power(64, 1, 6);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, rows);
    new BatchSampler(spectrum, 21).sample(Stream.BATCH, 0, rows, batch);
    return batch;
  }

  @Test
  void hearsAnInterrupt() {
    Path file = folder.resolve("batch.npz");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> BatchFile.write(file, batch(4000), 64))
          .isInstanceOf(ClosedByInterruptException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void holdsTheArraysOfACsrMatrix() throws IOException {
    // More entries than one chunk of 65 536 bytes holds.
    SparseBatch batch = batch(4000);
    assertThat(batch.nonZeros()).isGreaterThan(16_384);
    Path file = folder.resolve("batch.npz");
    BatchFile.write(file, batch, 64);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(names(zip))
          .containsExactlyInAnyOrder(
              "indptr.npy", "indices.npy", "data.npy", "shape.npy", "format.npy");
      ByteBuffer indptr = array(zip, "indptr", "<i4", "(4001,)", 4 * 4001);
      for (int r = 0; r <= 4000; r++) {
        assertThat(indptr.getInt()).isEqualTo(batch.rowOffsets[r]);
      }
      int nonZeros = batch.nonZeros();
      String shape = "(" + nonZeros + ",)";
      ByteBuffer indices = array(zip, "indices", "<i4", shape, 4 * nonZeros);
      ByteBuffer data = array(zip, "data", "<f4", shape, 4 * nonZeros);
      for (int j = 0; j < nonZeros; j++) {
        assertThat(indices.getInt()).isEqualTo(batch.indices[j]);
        assertThat(data.getFloat()).isEqualTo(batch.values[j]);
      }
      ByteBuffer matrix = array(zip, "shape", "<i8", "(2,)", 16);
      assertThat(matrix.getLong()).isEqualTo(4000);
      assertThat(matrix.getLong()).isEqualTo(64);
      ByteBuffer format = array(zip, "format", "|S3", "()", 3);
      assertThat(StandardCharsets.US_ASCII.decode(format).toString()).isEqualTo("csr");
    }
  }

  @Test
  void anEmptyBatchIsAFileToo() throws IOException {
    SparseBatch empty = new SparseBatch(3, 0);
    empty.rows = 3;
    Path file = folder.resolve("empty.npz");
    BatchFile.write(file, empty, 64);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      array(zip, "data", "<f4", "(0,)", 0);
      array(zip, "indptr", "<i4", "(4,)", 16);
    }
  }

  @Test
  void equalBatchesAreEqualFilesAnywhere() throws IOException {
    Path file = folder.resolve("a.npz");
    Path other = folder.resolve("b.npz");
    BatchFile.write(file, batch(10), 64);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      BatchFile.write(other, batch(10), 64);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(other).hasSameBinaryContentAs(file);
  }

  /** Checks the header byte by byte and returns what follows it, read in little-endian order. */
  private static ByteBuffer array(ZipFile zip, String name, String type, String shape, int bytes)
      throws IOException {
    ZipEntry entry = zip.getEntry(name + ".npy");
    assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 2, 1, 0, 0));
    assertThat(entry.getExtra()).isNull();
    byte[] all;
    // Reading to the end also checks the stored CRC-32.
    try (InputStream in = zip.getInputStream(entry)) {
      all = in.readAllBytes();
    }
    ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    byte[] start = new byte[8];
    buffer.get(start);
    assertThat(start).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    byte[] header = new byte[buffer.getShort()];
    buffer.get(header);
    assertThat(buffer.position() % 64).isZero();
    String text = new String(header, StandardCharsets.US_ASCII);
    assertThat(text).endsWith("\n");
    assertThat(text.stripTrailing())
        .isEqualTo("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }");
    assertThat(buffer.remaining()).isEqualTo(bytes);
    return buffer;
  }

  private static List<String> names(ZipFile zip) {
    List<String> names = new ArrayList<>();
    for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
      names.add(e.nextElement().getName());
    }
    return names;
  }
}
