package dev.superlane.train;

import dev.superlane.train.Safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of tensors that a checkpoint replaces. What is new is written beside it, as
 * NAME.next.safetensors, and takes its name when run.json has its checksum.
 */
final class CheckpointFile {
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path file;
  private final Path next;

  CheckpointFile(Path folder, String name) {
    file = folder.resolve(name + ".safetensors");
    next = folder.resolve(name + ".next.safetensors");
  }

  Path file() {
    return file;
  }

  Path next() {
    return next;
  }

  /** Writes what is to come; returns its checksum. */
  String write(List<Tensor> tensors) throws IOException {
    Safetensors.write(next, tensors);
    return checksum(next);
  }

  /** Gives what was written its name. */
  void rename() throws IOException {
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Ends the checkpoint that a kill cut off before this file's renaming. */
  void finishRename(String checksum) throws IOException {
    if (!isOf(file, checksum)) {
      rename();
    }
  }

  /**
   * Reads the tensors that run.json describes, whichever name they still have.
   *
   * @throws IllegalArgumentException if they are not there
   */
  void read(String checksum, List<Tensor> into) throws IOException {
    Path found = isOf(file, checksum) ? file : next;
    if (found == next && !isOf(next, checksum)) {
      throw new IllegalArgumentException("its checksum is not the one in run.json");
    }
    Safetensors.read(found, into);
  }

  private static boolean isOf(Path file, String checksum) throws IOException {
    return Files.exists(file) && checksum(file).equals(checksum);
  }

  private static String checksum(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(chunk) >= 0) {
        crc.update(chunk.flip());
        chunk.clear();
      }
    }
    return Safetensors.hexadecimal(crc);
  }
}
